using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking.Transforms;

/// <summary>
/// Marks the message as having been here. A field of its own, because other list managers take List-* out, and leave this in; those of
/// other lists stay, so that a circle of any length is found.
/// </summary>
public sealed class LoopHeader : ITransform
{
    /// <summary>The field's name; its value is the address through which the message went.</summary>
    public const string Name = "X-MailingList-Loop";

    /// <inheritdoc/>
    public void Apply(CookedHeader header, Post post) => header.Add(Name, post.LoopMark);
}
