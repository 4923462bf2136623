using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Commands;
using MailingList.Core.Failures;
using MailingList.Core.Letters;
using MailingList.Core.Lists;
using MailingList.Core.Tokens;

using MimeKit;

using Host = MailingList.Store.Tests.Support.Host;

namespace MailingList.Store.Tests.Requests;

/// <summary>
/// Mails of many programs (Data/*.eml), broken at random, to every role of lists of every policy: nothing but a failure is thrown, nothing
/// changes without a token, and nobody gets a letter who has nothing to do with it.
/// <c>MAILINGLIST_FUZZ=100000</c> makes it a long run.
/// </summary>
public sealed class FuzzTests : MailTest
{
    private const int Seed = 20261123;
    private const int Usual = 2000;
    private const int People = 100;
    private const string NewAddress = "moved@example.com";
    private const string Applicant = "applicant@example.com";

    // What an owner's mail subscribes whose code is confirmed.
    private const string Named = "carla@example.com";

    private static readonly string[] Policies = ["confirm", "open", "approve", "closed"];
    private static readonly string[] Roles = [string.Empty, .. RoleNames.All];
    private static readonly string[] Tokens = ["TOKEN", "ACCEPT", "REJECT", "COMMANDS"];

    private static readonly (string Name, byte[] Mail)[] Mails =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data"), "*.eml").Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path))),
    ];

    private static readonly (string Name, byte[] Mail)[] WithTokens =
        [.. Mails.Where(mail => Tokens.Any(token => Encoding.Latin1.GetString(mail.Mail).Contains(token, StringComparison.Ordinal)))];

    private readonly List<string> _made = [];
    private int _letters;
    private int _changes;
    private int _failures;
    private readonly HashSet<string> _owners = [Olga, "otto@example.org"];

    public FuzzTests()
        : base(new MailHost(limits: new LetterLimits(1_000_000, 1_000_000, 1_000_000)))
    {
        Mail.Host.SetOwners(Dev, [.. _owners]);
        foreach (string policy in Policies)
        {
            string list = $"{policy}@lists.example.org";
            Mail.Host.Create(list, [.. _owners]);
            Set(Setting.Subscription, policy, list);
            Set(Setting.Who, "subscribers", list);
            Set(Setting.Language, policy == "closed" ? "ja" : "de", list);
            for (int i = 0; i < People / 2; i++)
            {
                Mail.Host.Subscribe($"somebody{i}@example.net", "Somebody", list);
            }
        }
    }

    [Fact]
    public void Whatever_comes_nothing_breaks_and_nobody_is_written_to_who_did_not_write()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("MAILINGLIST_FUZZ"), CultureInfo.InvariantCulture, out int asked) ? asked : Usual;
        for (int i = 0; i < count; i++)
        {
            var random = new Random(Seed ^ i);
            _made.Clear();
            (string Name, byte[])[] from = i % 2 == 0 ? Mails : WithTokens;
            (string name, byte[] template) = from[i / 2 % from.Length];
            string policy = Policies[random.Next(Policies.Length)];
            string author = $"somebody{random.Next(People)}@example.net";
            byte[] original = Fill(template, policy, author, random);
            byte[] mail = i < 5 * Mails.Length ? original : new Mutation(random, [.. Mails.Select(other => Fill(other.Mail, policy, author, random))]).Of(original);
            string recipient = random.Next(2) == 0 && OwnRecipient(original, policy) is { } own ? own : AnyRecipient(random, policy, author);
            if (mail.Length > 0)
            {
                Check($"#{i} {name} to {recipient}", mail, recipient, random.Next(10) == 0 ? string.Empty : author, policy, author);
            }

            // Each may be asked again.
            Mail.Host.Database.Execute("DELETE FROM letter");
            Clock.Now += TimeSpan.FromSeconds(1);
        }

        // Or it would prove nothing.
        Assert.True(_letters > count / 4 && _changes > count / 50 && _failures > count / 20, $"{_letters} letters, {_changes} changes, {_failures} failures");
    }

    private void Check(string what, byte[] mail, string recipient, string returnPath, string policy, string author)
    {
        bool isForPeople = Destination.Readings(Host.Address(recipient)).FirstOrDefault(reading => Mail.Host.List(reading.List.Text) is not null) is not { Role: not (Role.Post or Role.Owner) };
        string before = Changes();
        bool failed = false;
        try
        {
            Mail.Receive(mail, recipient, returnPath);
        }
        catch (Failure failure)
        {
            failed = true;
            Assert.True(failure.Kind is FailureKind.NotAllowed or FailureKind.BadData or FailureKind.NoSuchList, $"{what}: {failure}");
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{what}: {error.Message}\n{Convert.ToBase64String(mail)}", error);
        }

        IReadOnlyList<SentLetter> letters = Mail.Letters();
        _failures += failed ? 1 : 0;
        if (isForPeople)
        {
            return;
        }

        _letters += letters.Count;
        _changes += Changes() == before ? 0 : 1;

        string shown = $"{what}: {string.Join(", ", letters.Select(letter => $"{letter.Subject} to {string.Join('+', letter.Recipients)}"))}\n{Convert.ToBase64String(mail)}";
        bool hasToken = HasToken(mail, recipient);
        HashSet<string> allowed = new([.. Authors(mail), .. _owners, .. hasToken ? [author, NewAddress, Applicant, Named] : (string[])[]], StringComparer.OrdinalIgnoreCase);
        Assert.True(letters.All(letter => letter.ReturnPath.Length == 0 && letter.Recipients.All(allowed.Contains)), shown);
        Assert.True(letters.Count(letter => !letter.Recipients.All(_owners.Contains)) <= (hasToken ? 4 : 1), shown);
        Assert.True(letters.Count(letter => letter.Recipients.All(_owners.Contains)) <= (hasToken ? 4 : 1), shown);
        Assert.True(!failed || letters.Count == 0, shown);
        Assert.True(hasToken || policy == "open" || Changes() == before, shown);
    }

    private static string[] Authors(byte[] mail)
    {
        using var input = new MemoryStream(mail);
        return [.. RawMessage.Receive(input, new MemoryStream()).Header.All("From").SelectMany(field => MailboxList.Parse(field.RawValue)).Select(address => address.Text)];
    }

    // Whether one of those that were made may have survived: its purpose, minute and MAC, however they are folded and quoted.
    private bool HasToken(byte[] mail, string recipient)
    {
        string text = Encoding.Latin1.GetString(mail).Replace("=\r\n", string.Empty, StringComparison.Ordinal).Replace("=\n", string.Empty, StringComparison.Ordinal);
        string bare = string.Concat((recipient + text + Decoded(mail)).Where(char.IsAsciiLetterOrDigit));
        return _made.Any(token => bare.Contains(token[..22], StringComparison.OrdinalIgnoreCase));
    }

    private static string Decoded(byte[] mail)
    {
        try
        {
            using var input = new MemoryStream(mail);
            using MimeMessage message = MimeMessage.Load(input);
            return message.Subject + string.Concat(MailText.Lines(message));
        }
        catch (FormatException)
        {
            return string.Empty;
        }
    }

    private string Changes() => string.Join(' ', ((string[])["subscriber", "owner", "setting", "application"]).Select(table =>
        Mail.Host.Database.Query($"SELECT coalesce(max(stamp), '') FROM {table}", row => row.GetString(0))[0]));

    private byte[] Fill(byte[] template, string policy, string author, Random random)
    {
        string text = Encoding.Latin1.GetString(template)
            .Replace("AUTHOR", author, StringComparison.Ordinal)
            .Replace("OWNER", Olga, StringComparison.Ordinal)
            .Replace("dev-", $"{policy}-", StringComparison.Ordinal)
            .Replace("dev@", $"{policy}@", StringComparison.Ordinal);
        foreach (string token in Tokens.Where(token => text.Contains(token, StringComparison.Ordinal)))
        {
            text = text.Replace(token, Make(token, policy, author, random), StringComparison.Ordinal);
        }

        return Encoding.Latin1.GetBytes(text);
    }

    // To whom it was sent, before somebody put it to other ends.
    private static string? OwnRecipient(byte[] mail, string policy) =>
        Regex.Match(Encoding.Latin1.GetString(mail), $@"{policy}-[a-z]+[^@\s]*@lists\.example\.org") is { Success: true } match
            && EmailAddress.TryParse(match.Value, out _, out _) ? match.Value : null;

    private string AnyRecipient(Random random, string policy, string author)
    {
        string role = Roles[random.Next(Roles.Length)];
        string detail = random.Next(4) switch
        {
            0 => "+" + Make(Tokens[random.Next(Tokens.Length)], policy, author, random),
            1 => "-anything",
            _ => string.Empty,
        };
        string recipient = $"{policy}{(role.Length == 0 ? role : $"{"-+"[random.Next(2)]}{role}")}{detail}@lists.example.org";
        return EmailAddress.TryParse(recipient, out _, out _) ? recipient : $"{policy}@lists.example.org";
    }

    private string Make(string what, string policy, string author, Random random)
    {
        EmailAddress list = Host.Address($"{policy}@lists.example.org");
        EmailAddress address = Host.Address(author);
        string token = Mail.Mint.Make(what switch
        {
            "ACCEPT" => new Token(TokenPurpose.Accept, list, Host.Address(Applicant)) { Holder = Host.Address(Olga) },
            "REJECT" => new Token(TokenPurpose.Reject, list, Host.Address(Applicant)) { Holder = Host.Address(Olga) },
            "COMMANDS" => new Token(TokenPurpose.Commands, list, Host.Address(Olga), $"subscribe {Named}\nset description=äöü\nshow"),
            _ => random.Next(6) switch
            {
                0 => new Token(TokenPurpose.Unsubscribe, list, address),
                1 => new Token(TokenPurpose.Leave, list, address, NewAddress),
                2 => new Token(TokenPurpose.Arrive, list, Host.Address(NewAddress), address.Key),
                3 => new Token(TokenPurpose.Commands, list, address, "set own-posts off\nset name Böb\nunsubscribe\nsubscribe"),
                _ => new Token(TokenPurpose.Subscribe, list, address, "none"),
            },
        });
        _made.Add(token);
        return token;
    }
}
