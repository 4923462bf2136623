using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking.Transforms;

/// <summary>Takes out every List-* field that came with the message: there may be one of each (RFC 2369 section 3), and it is ours.</summary>
public sealed class RemoveListFields : ITransform
{
    /// <inheritdoc/>
    public void Apply(CookedHeader header, Post post) =>
        header.Remove(field => field.Name.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
}
