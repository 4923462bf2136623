using CommandLine;

using MailingList.Core.Lists;

namespace MailingList.Verbs;

[Verb("allow", HelpText = "Say who may post, to a list or to all of them, whatever the policy.")]
[Teach(
    """
    Examples:
      mailinglist allow add news@lists.example.org press@example.org --note "ann: the press office"
      mailinglist allow add --all '*@*.example.org'
      mailinglist allow show news@lists.example.org
      mailinglist allow remove news@lists.example.org press@example.org

    Patterns and their order are those of `mailinglist deny`. Who is allowed need not be subscribed, and may post to a
    list with posting=announce; what a program of theirs generates of its own accord is taken too (Auto-Submitted:
    auto-generated). Everything else a list refuses is still refused: loops, mail that is too large, header rules.
    Where the list has author-check=require, they must be who they say they are.
    """)]
internal sealed class AllowVerb : SenderVerb
{
    /// <inheritdoc/>
    protected override PostingRight Right => PostingRight.Allow;
}
