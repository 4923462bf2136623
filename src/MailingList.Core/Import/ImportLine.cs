using MailingList.Core.Lists;

namespace MailingList.Core.Import;

/// <summary>A line of a file of subscribers.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Request">What it asks for, or null where it is refused.</param>
/// <param name="Refusal">Why it is refused, or null.</param>
public sealed record ImportLine(long Number, SubscriberRequest? Request, string? Refusal);
