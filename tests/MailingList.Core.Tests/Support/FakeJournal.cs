using MailingList.Core.Arrival;
using MailingList.Core.Expansion;
using MailingList.Core.Lists;

namespace MailingList.Core.Tests.Support;

/// <summary>A journal in memory that tells in <paramref name="events"/> what it is asked to note.</summary>
internal sealed class FakeJournal(List<string> events) : IPostJournal
{
    /// <summary>What is noted, by the identity of the post.</summary>
    internal Dictionary<string, Note> Notes { get; } = [];

    public IJournalEntry Open(Post post) => new Entry(this, post, events);

    internal sealed record Note(string Cursor, int Recipients, bool IsFinished, bool IsVerp = false);

    private sealed class Entry(FakeJournal journal, Post post, List<string> events) : IJournalEntry
    {
        public bool IsUnderWay => Noted is { IsFinished: false };

        public bool IsFinished => Noted is { IsFinished: true };

        public string Cursor => Noted?.Cursor ?? string.Empty;

        public int Recipients => Noted?.Recipients ?? 0;

        private Note? Noted => journal.Notes.GetValueOrDefault(post.Identity);

        public bool IsVerp => Noted is { IsVerp: true };

        public void Begin(VerpPolicy policy)
        {
            events.Add("begin");
            journal.Notes.TryAdd(post.Identity, new Note(string.Empty, 0, false, policy != VerpPolicy.Never));
        }

        public void Took(Batch batch)
        {
            events.Add($"took {batch.Recipients.Count}");
            journal.Notes[post.Identity] = Noted! with { Cursor = batch.Cursor, Recipients = Recipients + batch.Recipients.Count, IsFinished = batch.IsLast };
        }

        public void Finish()
        {
            events.Add("finish");
            journal.Notes[post.Identity] = Noted! with { IsFinished = true };
        }

        public void Dispose() => events.Add("close");
    }
}
