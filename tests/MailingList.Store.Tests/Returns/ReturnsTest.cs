using MailingList.Core;
using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Standing;
using MailingList.Store.Tests.Requests;
using MailingList.TestSupport;

namespace MailingList.Store.Tests.Returns;

/// <summary>A list with twenty subscribers whose posts come back, day after day.</summary>
public abstract class ReturnsTest : MailTest
{
    private protected const string Ann = "ann@example.net";

    private readonly List<SentLetter> _told = [];
    private int _posts;

    private protected ReturnsTest()
    {
        Set(Setting.Verp, "never");
        Set(Setting.Posting, "open");
        foreach (string address in (string[])[Ann, Bob, .. Enumerable.Range(1, 18).Select(n => $"reader{n}@example.com")])
        {
            Mail.Host.Subscribe(address, list: Dev);
        }
    }

    /// <summary>A post goes out; its return path, or the recipient's own where there are such.</summary>
    private protected string Post(string? to = null)
    {
        Mail.Receive("author@example.org", Dev, $"post {++_posts}");
        return Copies().First(copy => to is null || copy.Recipients.Contains(to)).ReturnPath;
    }

    /// <summary>The letters that went out since this was looked at last; no posts.</summary>
    private protected IReadOnlyList<SentLetter> Told()
    {
        Copies();
        SentLetter[] told = [.. _told];
        _told.Clear();
        return told;
    }

    private SentLetter[] Copies()
    {
        ILookup<bool, SentLetter> sent = Mail.Letters().ToLookup(letter => letter.Subject.StartsWith("post ", StringComparison.Ordinal));
        _told.AddRange(sent[false]);
        return [.. sent[true]];
    }

    /// <summary>A host elsewhere cannot deliver.</summary>
    private protected Outcome Bounce(string returnPath, string recipient, string status = "5.1.1", string text = "550 5.1.1 User unknown") =>
        Mail.Receive(Notification.Of(recipient, status, text), returnPath, string.Empty);

    /// <summary>Another day comes.</summary>
    private protected void Pass(int days = 1)
    {
        for (int day = 0; day < days; day++)
        {
            Mail.Host.Clock.Now += TimeSpan.FromDays(1);
            Mail.Sweep();
        }
    }

    /// <summary>On so many days a post comes back from somebody.</summary>
    private protected void BounceDaily(int days, string recipient, string status = "5.1.1", string text = "550 5.1.1 User unknown")
    {
        for (int day = 0; day < days; day++)
        {
            Bounce(Post(), recipient, status, text);
            Pass();
        }
    }

    private protected AddressStanding? Standing(string address) => Mail.Book.Find(EmailAddress.Parse(address));

    private protected Subscriber? Subscriber(string address) => Mail.Host.Lists.FindSubscriber(Mail.Host.List(Dev)!, EmailAddress.Parse(address));

    /// <summary>Who gets a post now.</summary>
    private protected string[] Readers()
    {
        Mail.Receive("author@example.org", Dev, $"post {++_posts}");
        return [.. Copies().SelectMany(copy => copy.Recipients)];
    }

    /// <summary>The letter with the probe to somebody, among all that was sent; the others are gone.</summary>
    private protected SentLetter ProbeTo(string address) => Assert.Single(Told(), letter => letter.Recipients is [var to] && to == address && letter.ReturnPath.Length > 0);
}
