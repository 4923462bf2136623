using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Cooking.Transforms;

namespace MailingList.Core.Cooking;

/// <summary>The transforms in their order. None of them touches the body or a field that an author's signature would cover.</summary>
public static class Cook
{
    private static readonly ITransform[] ForPosts =
    [
        new RemoveDeliveryTraces(),
        new RemoveListFields(), // before ours are added
        new ListFields(),
        new LoopHeader(),
        new MissingMessageId(),
    ];

    private static readonly ITransform[] ForRoles =
    [
        new RemoveDeliveryTraces(),
        new LoopHeader(),
    ];

    /// <summary>The message as it goes to the recipients.</summary>
    public static CookedMessage Apply(Post post)
    {
        var header = new CookedHeader(post.Message.Header);
        foreach (ITransform transform in post.Destination.Role == Role.Post ? ForPosts : ForRoles)
        {
            transform.Apply(header, post);
        }

        return new CookedMessage(header, post.Message);
    }
}
