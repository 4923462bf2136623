using System.Text.Json;

using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>
/// Real bounces, with what another program reads in them (Sisimai's corpus: labels.json has for each file its recipients, and whether each of
/// them is gone for good).
/// </summary>
public sealed class CorpusTests
{
    private const int Mutations = 100_000;
    private const int Seed = 42;
    private const double LeastFound = 0.98;
    private const double LeastGone = 0.97;
    private const double MostWronglyGone = 0.01;

    // Where the label names somebody whom the message does not.
    private static readonly Dictionary<string, string> WrongRecipients = new()
    {
        ["arf-11.eml"] = "a complaint that names nobody; the label has an address that the other program makes up",
        ["arf-12.eml"] = "Removal-Recipient names user@example.com; the label has an address that the other program makes up",
        ["arf-26.eml"] = "somebody's mail program asks for removal: an automatic mail from them, neither a failure nor a report",
        ["lhost-apachejames-01.eml"] = "the text has a zero more than the label",
        ["lhost-domino-03.eml"] = "Final-Recipient has another domain than the text, which the label follows",
        ["lhost-office365-04.eml"] = "the label follows a link in the text that has lost a part; Final-Recipient has all of it",
    };

    // Where the label does not have as gone of whom the message says so.
    private static readonly Dictionary<string, string> Gone = new()
    {
        ["lhost-apachejames-01.eml"] = "550 - Requested action not taken: no such user here",
        ["lhost-exchange2003-04.eml"] = "Recipient Not Found",
        ["lhost-mailfoundry-01.eml"] = "550 No such user here",
        ["lhost-messagingserver-06.eml"] = "550 5.2.1 User Unknown; the same words are labelled as gone in other files",
        ["lhost-mxlogic-03.eml"] = "550 unknown user",
        ["lhost-receivingses-01.eml"] = "550 5.1.1 Mailbox does not exist",
        ["lhost-x2-01.eml"] = "This user doesn't have an account",
        ["rfc3464-01.eml"] = "Status 5.1.1 and 550 5.1.1 User Unknown; the text for people tells of a disk of another's",
    };

    private static IReadOnlyDictionary<string, byte[]> Messages =>
        Directory.GetFiles(CorpusFactAttribute.Folder!, "*.eml").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    private static IEnumerable<(string File, IReadOnlyList<(string Recipient, bool IsHard)> Labels)> Labelled()
    {
        using JsonDocument labels = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(CorpusFactAttribute.Folder!, CorpusFactAttribute.Labels)));
        foreach (JsonProperty file in labels.RootElement.EnumerateObject())
        {
            yield return (file.Name, [.. file.Value.EnumerateArray().Select(label => (label.GetProperty("recipient").GetString()!, label.GetProperty("hard").GetBoolean()))]);
        }
    }

    [CorpusFact]
    public void Who_failed_is_found()
    {
        IReadOnlyDictionary<string, byte[]> messages = Messages;
        List<string> missed = [];
        int all = 0;
        foreach ((string file, IReadOnlyList<(string Recipient, bool IsHard)> labels) in Labelled().Where(labelled => labelled.Labels.Count > 0 && !WrongRecipients.ContainsKey(labelled.File)))
        {
            all++;
            BounceReport report = BounceReader.Read(messages[file]);
            if (labels.Any(label => Find(report, label.Recipient) is null))
            {
                missed.Add($"{file}: {string.Join(", ", report.Recipients.Select(recipient => recipient.FinalAddress))}");
            }
        }

        Assert.True(all - missed.Count >= LeastFound * all, $"{missed.Count} of {all}:\n{string.Join('\n', missed)}");
    }

    [CorpusFact]
    public void Who_is_gone_is_known_and_nobody_else_is_taken_for_gone()
    {
        IReadOnlyDictionary<string, byte[]> messages = Messages;
        (int gone, int others) = (0, 0);
        (List<string> missed, List<string> wrong) = ([], []);
        foreach ((string file, IReadOnlyList<(string Recipient, bool IsHard)> labels) in Labelled())
        {
            BounceReport report = BounceReader.Read(messages[file]);
            foreach ((string recipient, bool isHard) in labels)
            {
                BouncedRecipient? found = Find(report, recipient) ?? (report.Recipients.Count == 1 ? report.Recipients[0] : null);
                bool isGone = isHard || Gone.ContainsKey(file);
                (gone, others) = isGone ? (gone + 1, others) : (gone, others + 1);
                if (isGone != (found?.IsHard ?? false))
                {
                    (isGone ? missed : wrong).Add($"{file}: {found?.Class} {found?.Status} {found?.Diagnostic}");
                }
            }
        }

        Assert.True(gone - missed.Count >= LeastGone * gone, $"not known of {gone}:\n{string.Join('\n', missed)}");
        Assert.True(wrong.Count <= MostWronglyGone * others, $"wrongly, of {others}:\n{string.Join('\n', wrong)}");
    }

    [CorpusFact]
    public void What_is_not_labelled_as_a_failure_is_none()
    {
        IReadOnlyDictionary<string, byte[]> messages = Messages;
        Assert.All(
            Labelled().Where(labelled => labelled.Labels.Count == 0 && !IsLabelMissing(labelled.File)),
            labelled => Assert.Equal((labelled.File, BounceKind.Vacation), (labelled.File, BounceReader.Read(messages[labelled.File]).Kind)));
    }

    [CorpusFact]
    public void Mutations_invent_nobody()
    {
        IReadOnlyDictionary<string, byte[]> messages = Messages;
        HostileBouncesTests.AssertNobodyInvented([.. messages.OrderBy(message => message.Key, StringComparer.Ordinal).Select(message => message.Value)], Mutations, Seed);
    }

    // A failure of Mimecast's that the other program does not know.
    private static bool IsLabelMissing(string file) => file == "lhost-mimecast-01.eml";

    // The label has the address at which delivery ended.
    private static BouncedRecipient? Find(BounceReport report, string recipient) =>
        report.Recipients.FirstOrDefault(found => found.FinalAddress.Equals(recipient, StringComparison.OrdinalIgnoreCase));
}
