using System.Text.Json;

using CommandLine;

using MailingList.Core.Bounces;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Output;

namespace MailingList.Verbs;

[Verb("bounces", HelpText = "Tell what is made of bounces.")]
[Teach(
    """
    Examples:
      mailinglist bounces --classify bounce.eml
      mailinglist bounces --classify Maildir/new/*
      mailinglist bounces --classify - < bounce.eml

    A line of JSON for each recipient that a message names, or one for a message that names none. `kind` is what the
    message is: failure, delay, success, vacation, challenge, abuse, notspam, feedback or notunderstood. `class` is why
    a post was not delivered: gone, full, temporary, policy, content or unknown. `hard` is true when the address is gone.
    `recipient` is where delivery ended; `original-recipient`, where it is another, to whom the post was sent.
    Needs no configuration and changes nothing. Exit code 66 when a file cannot be read; the others are told all the same.
    """)]
internal sealed class BouncesVerb : Verb
{
    [Option("classify", HelpText = "Tell it of the messages in these files; - is standard input.")]
    public bool Classify { get; set; }

    [Value(0, MetaName = "FILE", HelpText = "Messages.")]
    public IEnumerable<string> Files { get; set; } = [];

    internal override int Run()
    {
        if (!Classify || !Files.Any())
        {
            throw Failure.Usage("bounces needs --classify FILE... See `mailinglist bounces --help`.");
        }

        int exitCode = ExitCodes.Done;
        using Stream output = Console.OpenStandardOutput();
        foreach (string file in Files)
        {
            if (Read(file) is { } report)
            {
                Write(output, file, report);
            }
            else
            {
                exitCode = ExitCodes.NoInput;
            }
        }

        return exitCode;
    }

    private static BounceReport? Read(string file)
    {
        try
        {
            using Stream input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            return BounceReader.Read(input);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"mailinglist: {file} cannot be read ({error.Message.ReplaceLineEndings(" ")})");
            return null;
        }
    }

    private static void Write(Stream output, string file, BounceReport report)
    {
        BouncedRecipient?[] lines = report.Recipients.Count > 0 ? [.. report.Recipients] : [null];
        foreach (BouncedRecipient? recipient in lines)
        {
            using (var json = new Utf8JsonWriter(output, Json.Canonical))
            {
                Write(json, file, report, recipient);
            }

            output.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, string file, BounceReport report, BouncedRecipient? recipient)
    {
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteString("kind", Words.Of(report.Kind));
        json.WriteString("recipient", recipient?.FinalAddress);
        json.WriteString("original-recipient", recipient?.OriginalAddress);
        json.WriteString("class", recipient?.Class is { } why ? Words.Of(why) : null);
        json.WriteString("status", recipient?.Status?.ToString());
        json.WriteBoolean("hard", recipient?.IsHard ?? false);
        json.WriteString("action", recipient?.Action is { } action ? Words.Of(action) : null);
        if (recipient?.ReplyCode is { } code)
        {
            json.WriteNumber("reply-code", code);
        }
        else
        {
            json.WriteNull("reply-code");
        }

        json.WriteString("diagnostic", recipient?.Diagnostic);
        json.WriteString("remote-mta", recipient?.RemoteMta);
        json.WriteString("reporting-mta", report.ReportingMta);
        json.WriteString("source", recipient is null ? null : Words.Of(recipient.Source));
        json.WriteString("feedback-type", report.FeedbackType);
        json.WriteEndObject();
    }
}
