using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking;

/// <summary>One thing that is done to the header block of a message that is passed on.</summary>
public interface ITransform
{
    /// <summary>Does it.</summary>
    void Apply(CookedHeader header, Post post);
}
