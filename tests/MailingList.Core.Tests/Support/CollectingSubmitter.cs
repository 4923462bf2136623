using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;

namespace MailingList.Core.Tests.Support;

/// <summary>Keeps what it is handed and tells so in <paramref name="events"/>; refuses from the batch on that a test chooses.</summary>
internal sealed class CollectingSubmitter(List<string> events) : ISubmitter
{
    internal List<Batch> Batches { get; } = [];

    internal List<byte[]> Messages { get; } = [];

    internal int RefusesAfter { get; init; } = int.MaxValue;

    internal IEnumerable<string> Recipients => Batches.SelectMany(batch => batch.Recipients).Select(recipient => recipient.Text);

    public void Submit(Batch batch, CookedMessage message)
    {
        events.Add($"submit {batch.Recipients.Count}");
        if (Batches.Count >= RefusesAfter)
        {
            throw Failure.Temporary("the queue is full");
        }

        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        Batches.Add(batch);
        Messages.Add(bytes.ToArray());
    }

    public void Dispose()
    {
    }
}
