using System.Text;
using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>`bounces --classify`: what is made of a message, without a configuration.</summary>
public sealed class BouncesTests : IDisposable
{
    private const string Bounce =
        """
        From: MAILER-DAEMON@mx.example.net
        Subject: failure notice

        Hi. This is the qmail-send program at mx.example.net.

        <bob@example.net>:
        Remote host said: 550 5.1.1 no such user

        <eve@example.net>:
        Remote host said: 554 5.7.1 Access denied

        --- Below this line is a copy of the message.

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mailinglist-bounces-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ExecutableFact]
    public void There_is_a_line_of_JSON_for_each_recipient()
    {
        string file = Write("bounce.eml", Bounce);
        Result result = Run([], file);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(
            [(file, "failure", "bob@example.net", "gone", "5.1.1", true), (file, "failure", "eve@example.net", "policy", "5.7.1", false)],
            result.Lines.Select(Told));
    }

    [ExecutableFact]
    public void Standard_input_and_a_message_that_names_nobody_are_told_too()
    {
        string away = Write("away.eml", "From: ann@example.org\nSubject: Automatic reply: news\n\nI am away.\n");
        Result result = Run(Encoding.UTF8.GetBytes(Bounce), away, "-");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal([(away, "vacation", null, null, null, false), ("-", "failure", "bob@example.net", "gone", "5.1.1", true), ("-", "failure", "eve@example.net", "policy", "5.7.1", false)], result.Lines.Select(Told));
    }

    [ExecutableFact]
    public void A_file_that_cannot_be_read_is_told_and_the_others_are_read()
    {
        string none = Path.Combine(_folder, "none.eml");
        Expect.Told(Run([], none), 66, none);
        Expect.Told(Run([], _folder), 66, _folder);
        Result result = Run([], none, Write("bounce.eml", Bounce));
        Assert.Equal((66, 2), (result.ExitCode, result.Lines.Length));
    }

    private string Write(string name, string message)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, message);
        return file;
    }

    private static Result Run(byte[] input, params string[] files) =>
        Command.Run(Repository.Executable, ["bounces", "--classify", .. files], input, new Dictionary<string, string?> { ["MAILINGLIST_CONFIG"] = "/nonexistent/mailinglist.toml" });

    private static (string? File, string? Kind, string? Recipient, string? Class, string? Status, bool IsHard) Told(string line)
    {
        JsonElement told = JsonDocument.Parse(line).RootElement;
        string? Text(string name) => told.GetProperty(name).GetString();
        return (Text("file"), Text("kind"), Text("recipient"), Text("class"), Text("status"), told.GetProperty("hard").GetBoolean());
    }
}
