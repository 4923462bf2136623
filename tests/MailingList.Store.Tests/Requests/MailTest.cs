using System.Text;

using MailingList.Core;
using MailingList.Core.Lists;
using MailingList.Core.Subscriptions;
using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests.Requests;

/// <summary>A host with a list, to which mails come.</summary>
public abstract class MailTest : IDisposable
{
    private protected const string Dev = Some.List;
    private protected const string Request = "dev-request@lists.example.org";
    private protected const string Subscribe = "dev-subscribe@lists.example.org";
    private protected const string Unsubscribe = "dev-unsubscribe@lists.example.org";
    private protected const string Confirm = "dev-confirm@lists.example.org";
    private protected const string Bob = "Bob.Builder@example.net";
    private protected const string Olga = "olga@example.org";

    private protected MailTest()
        : this(new MailHost())
    {
    }

    private protected MailTest(MailHost mail)
    {
        Mail = mail;
        Mail.Host.Create(Dev, Olga);
    }

    private protected MailHost Mail { get; }

    private protected FixedClock Clock => Mail.Host.Clock;

    public virtual void Dispose()
    {
        Mail.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The field by which our MTA says that the mail comes from its author's domain.</summary>
    private protected static string Authenticated(string domain = "example.net") => $"Authentication-Results: {MailHost.AuthservId}; dmarc=pass header.from={domain}";

    private protected static string Quoted(SentLetter letter) => string.Join('\n', letter.Body.Split('\n').Select(line => $"> {line}"));

    /// <summary>The token that a letter asks to bring back.</summary>
    private protected static string TokenIn(SentLetter letter) => TokensIn(letter)[^1];

    private protected static IReadOnlyList<string> TokensIn(SentLetter letter) =>
        [.. letter.Body.Split('\n').Where(line => line.StartsWith("    confirm ", StringComparison.Ordinal)).Select(line => line["    confirm ".Length..])];

    /// <summary>The address of a role that a letter tells, with the token in it if it fits.</summary>
    private protected static string AddressIn(SentLetter letter, string role) =>
        letter.Body.Split('\n').Select(line => line.Trim()).First(line => line.Contains($"-{role}", StringComparison.Ordinal) && line.Contains('@', StringComparison.Ordinal));

    private protected static string ReplyTo(SentLetter letter) => letter.Message.ReplyTo.Mailboxes.Single().Address;

    /// <summary>Somebody answers a letter, as programs do.</summary>
    private protected Outcome Reply(SentLetter letter, string from = Bob, string above = "") =>
        Mail.Receive(from, ReplyTo(letter), $"Re: {letter.Subject}", $"{above}\nOn Monday, dev owner wrote:\n{Quoted(letter)}");

    /// <summary>Somebody asks, and answers the question.</summary>
    private protected void Agree(string from, string recipient, string body = "", MailHost? mail = null)
    {
        mail ??= Mail;
        mail.Receive(from, recipient, string.Empty, body);
        SentLetter letter = mail.Letter();
        mail.Receive(from, ReplyTo(letter), $"Re: {letter.Subject}", Quoted(letter));
    }

    /// <summary>An owner decides, with the line that the letter says to copy.</summary>
    private protected static Outcome Decide(SentLetter letter, string role, MailHost mail, string above = "")
    {
        string address = AddressIn(letter, role);
        string token = TokensIn(letter)[role == "accept" ? 0 : 1];
        return mail.Receive(letter.To, address, string.Empty, $"{above}\nconfirm {token}\n");
    }

    private protected Outcome Decide(SentLetter letter, string role, string above = "") => Decide(letter, role, Mail, above);

    private protected Subscriber? Find(string address = Bob, string list = Dev) => Mail.Host.Subscriber(address, list);

    private protected IEnumerable<string> Events(string address = Bob) =>
        Mail.Host.Lists.Events.Of(Mail.Host.List()!, Host.Address(address)).Select(one => $"{Words.Of(one.Kind)} {one.Cause.Origin}");

    private protected Application? Application(string address = Bob) => Mail.Host.Lists.Applications.Find(Mail.Host.List()!, Host.Address(address));

    private protected void Set(Setting setting, string value, string list = Dev) => Mail.Host.Set(setting, value, list);

    /// <summary>All that the host knows, but for what it counts.</summary>
    private protected IReadOnlyList<string> State() => [.. Mail.Host.Canonical().Where(record => !record.StartsWith("|Limits|", StringComparison.Ordinal))];

    /// <summary>Why letters did not go out.</summary>
    private protected static IEnumerable<string> LeftOut(Outcome outcome) =>
        Assert.IsType<Outcome.Answered>(outcome).Done.Where(line => line.StartsWith("no ", StringComparison.Ordinal));

    private protected static byte[] Bytes(string mail) => Encoding.UTF8.GetBytes(mail);

    /// <summary>The commands of a letter that lists what became of them, with what became of them.</summary>
    private protected static IReadOnlyList<string> Results(SentLetter letter) =>
        [.. letter.Body.Split("\n\n").Where(block => block.StartsWith("> ", StringComparison.Ordinal))];
}
