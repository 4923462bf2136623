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
        new ManyAuthorsRule(),
        new DeniedSenderRule(),
        new AutomaticMailRule(), // before the policy: a subscriber's vacation program is no author
        new HeaderFieldRule(),
        new SizeRule(),
        new PostingPolicyRule(),
    ];

    private static readonly IAdmissionRule[] ForOwners =
    [
        new LoopRule(), // they hear of everything else, bounces and automatic mail too
    ];

    // Of what a program wrote nobody waits for an answer: it is dropped on its road (Requests/AutomaticMail), not refused.
    private static readonly IAdmissionRule[] ForRequests =
    [
        new DeniedSenderRule(),
        new HeaderFieldRule(),
    ];

    /// <summary>What the list makes of the post.</summary>
    public static Verdict Judge(PostHead post)
    {
        ArgumentNullException.ThrowIfNull(post);
        foreach (IAdmissionRule rule in RulesFor(post.Destination.Role))
        {
            if (rule.Judge(post) is { } verdict)
            {
                return verdict;
            }
        }

        return new Verdict.Accept();
    }

    private static IAdmissionRule[] RulesFor(Role role) => role switch
    {
        Role.Post => ForPosts,
        Role.Owner => ForOwners,
        Role.Bounces => [], // whose it is was seen at the return path
        _ => ForRequests,
    };
}
