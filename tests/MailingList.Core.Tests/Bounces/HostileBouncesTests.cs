using System.Text;

using MailingList.Core.Bounces;

namespace MailingList.Core.Tests.Bounces;

/// <summary>Anybody can write a bounce, of any size and shape.</summary>
public sealed class HostileBouncesTests
{
    private const int Mutations = 20_000;
    private const int Seed = 7;

    private static IReadOnlyList<byte[]> Samples => [.. TextFormsTests.Forms.Select(row => SomeBounce.Plain($"{row[1]}\n\n{SomeBounce.Post}")).Append(
        SomeBounce.Report("Reporting-MTA: dns; x.example\n\nOriginal-Recipient: rfc822;a@x.example\nFinal-Recipient: rfc822; b@x.example (c)\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n User unknown")).Append(
        SomeBounce.Report("Feedback-Type: abuse\nOriginal-Rcpt-To: a@x.example", "Complaint", "message/feedback-report")).Append(
        SomeBounce.Plain("""{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"bob@example.net","status":"5.1.1"}]}}""")).Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Whatever_is_made_of_a_bounce_no_address_is_invented() => AssertNobodyInvented(Samples, Mutations, Seed);

    public static TheoryData<string, int> Shapes => new()
    {
        { "@", 1_200_000 }, { "a@", 600_000 }, { "<a@b", 300_000 }, { "\"@", 600_000 }, { "\"a\\", 400_000 }, { "(", 1_200_000 }, { "a@b.c ", 200_000 }, { "<a@b.c>:\n", 120_000 }, { "\n", 1_200_000 }, { "\n ", 600_000 },
        { "Final-Recipient: rfc822; a@b.c\n\n", 40_000 }, { "Final-Recipient: ", 70_000 }, { "+2B", 400_000 }, { "\\x{41}", 200_000 }, { "5.1.1", 240_000 }, { "550 ", 300_000 }, { "user unknown ", 90_000 }, { "{", 1_200_000 }, { "\"notificationType\"", 60_000 },
        { "--b\nContent-Type: message/rfc822\n\n", 30_000 }, { "Content-Type: message/rfc822\n\n", 30_000 }, { "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.c\n\n", 12_000 }, { ">>> DATA\n<<< 550 x\n", 60_000 }, { "é@ü ", 150_000 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_message_of_one_thing_over_and_over_is_read(string piece, int count)
    {
        string many = string.Concat(Enumerable.Repeat(piece, count));
        string oneLine = many.ReplaceLineEndings(" ");
        foreach (string message in (string[])
        [
            SomeBounce.Plain(many), SomeBounce.Plain($"The mail system\n\n<a@b.c>: {many}"), SomeBounce.Report(many), SomeBounce.Report($"Final-Recipient: rfc822; {oneLine}"), SomeBounce.Report("Final-Recipient: rfc822; a@b.c", many),
            $"From: {oneLine}\nSubject: {oneLine}\nX-Failed-Recipients: {oneLine}\nContent-Type: multipart/mixed; boundary=b\n\n{many}",
        ])
        {
            Assert.All(SomeBounce.Read(message).Recipients, recipient => Assert.InRange(recipient.Address.Length, 3, 400));
        }
    }

    [Fact]
    public void Parts_within_parts_are_not_followed_without_end()
    {
        var message = new StringBuilder("From: MAILER-DAEMON@x.example\nSubject: failure notice\n");
        for (int i = 0; i < 10_000; i++)
        {
            message.Append("Content-Type: multipart/mixed; boundary=\"b").Append(i).Append("\"\n\n--b").Append(i).Append('\n');
        }

        Assert.Empty(SomeBounce.Read(message.ToString()).Recipients);
    }

    [Fact]
    public void Of_a_message_without_end_the_beginning_is_read()
    {
        string bounce = SomeBounce.Plain($"The mail system\n\n<bob@example.net>: User unknown\n\n{new string('x', BounceReader.LargestSize)}\n\n<eve@example.net>: User unknown");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(bounce));
        Assert.Equal("bob@example.net", Assert.Single(BounceReader.Read(stream).Recipients).Address);
        Assert.True(stream.Position <= BounceReader.LargestSize);
    }

    /// <summary>Reads mutations of messages, and asserts that each address that comes out of one is in it.</summary>
    internal static void AssertNobodyInvented(IReadOnlyList<byte[]> messages, int mutations, int seed)
    {
        int found = 0;
        Parallel.For(0, mutations, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            byte[] mutation = Mutation.Of(messages, new Random(seed + i));
            BounceReport report = BounceReader.Read(mutation);
            if (report.Recipients.Count > 0)
            {
                string readable = Mutation.Readable(mutation);
                Assert.All(
                    report.Recipients.SelectMany(recipient => new[] { recipient.FinalAddress, recipient.OriginalAddress }).OfType<string>(),
                    address => Assert.True(readable.Contains(address, StringComparison.OrdinalIgnoreCase), $"mutation {i}: {address} is not in the message"));
                Interlocked.Increment(ref found);
            }
        });
        Assert.True(found > mutations / 2, $"only {found} of {mutations} had a recipient");
    }
}
