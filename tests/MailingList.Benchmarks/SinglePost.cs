using MailingList.Benchmarks.Support;

namespace MailingList.Benchmarks;

/// <summary>
/// What one post costs: the whole process `deliver` for a list with one subscriber, against the sendmail(1) that it starts, which gets
/// the same message in the same way from us.
/// </summary>
internal static class SinglePost
{
    internal const string What = "deliver, 1 subscriber, 10 kB";

    private const int Count = 41; // some milliseconds each, and as noisy as the disk
    private const double MostRatio = 2;

    internal static Pairs<Sample> Measure(Host host, Postfix postfix)
    {
        string list = host.CreateList("one", subscribers: 1);
        Captured captured = host.Capture(list);
        string post = Path.Combine(host.Folder, "post.eml");
        return Pairs<Sample>.Measure(
            Count,
            () =>
            {
                Some.WritePost(post);
                return postfix.Measure(batches: 1, post, host.DeliverCommand(list));
            },
            () => postfix.Measure(batches: 1, captured.Message, captured.SendmailCommand(captured.Batches.Single())));
    }

    internal static Row Judge(Pairs<Sample> pairs) => Row.Compare(What, pairs, "its sendmail alone", MostRatio);
}
