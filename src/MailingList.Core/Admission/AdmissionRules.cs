using MailingList.Core.Addressing;
using MailingList.Core.Admission.Rules;
using MailingList.Core.Arrival;

namespace MailingList.Core.Admission;

/// <summary>The rules in their order; the first that has an opinion decides.</summary>
public static class AdmissionRules
{
    private static readonly IAdmissionRule[] ForPosts =
    [
        new LoopRule(),          // before everything: whatever else may be said of it, it must not go round again
        new AutomaticMailRule(), // before the policy: a subscriber's vacation program is no author
        new SizeRule(),
        new PostingPolicyRule(),
    ];

    private static readonly IAdmissionRule[] ForRoles =
    [
        new LoopRule(), // owners hear of everything else, bounces and automatic mail too
    ];

    /// <summary>What the list makes of the post.</summary>
    public static Verdict Judge(Post post)
    {
        foreach (IAdmissionRule rule in post.Destination.Role == Role.Post ? ForPosts : ForRoles)
        {
            if (rule.Judge(post) is { } verdict)
            {
                return verdict;
            }
        }

        return new Verdict.Accept();
    }
}
