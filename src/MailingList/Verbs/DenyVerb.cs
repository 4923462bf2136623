using CommandLine;

using MailingList.Core.Lists;

namespace MailingList.Verbs;

[Verb("deny", HelpText = "Say whose mail is not taken, by a list or by all of them.")]
[Teach(
    """
    Examples:
      mailinglist deny add dev@lists.example.org eve@example.net --note "ann: sells shoes"
      mailinglist deny add --all @spam.example '*@*.spam.example'
      mailinglist deny show dev@lists.example.org
      mailinglist deny remove --all @spam.example

    A PATTERN is an address; @spam.example, which is that domain and none below it; or has stars, which stand for
    anything: '*@*.spam.example' is every domain below. Case does not count. In quotes, or the shell looks for files.

    Who is denied, as the author in From or as the envelope sender, neither posts nor asks for anything by mail; the
    owners' address takes their mail all the same. Where several patterns mean an address, what is said for the list
    counts before what is said for all lists; an address before its domain before a pattern with stars; and where both
    are said, `deny` before `allow`. A subscriber's own --posting is what the list says of the address.
    Exit code 67 when `remove` finds that one of them was not denied.
    """)]
internal sealed class DenyVerb : SenderVerb
{
    /// <inheritdoc/>
    protected override PostingRight Right => PostingRight.Deny;
}
