using System.Text.Json;

using MailingList.Core.Bounces;
using MailingList.Core.Failures;
using MailingList.Core.Lists;
using MailingList.Output;

namespace MailingList.Verbs;

/// <summary>What is made of bounces in files: a line of JSON for each recipient.</summary>
internal static class ClassifiedBounces
{
    /// <summary>Writes it to standard output.</summary>
    /// <param name="files">The files; <c>-</c> is standard input.</param>
    /// <returns>The exit code.</returns>
    internal static int Write(IEnumerable<string> files)
    {
        int exitCode = ExitCodes.Done;
        using Stream output = Console.OpenStandardOutput();
        foreach (string file in files)
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
