using Serilog.Events;

namespace MailingList.Logging;

/// <summary>An event as one line: what strangers wrote (addresses, Message-IDs, an MTA's words) cannot begin a second one.</summary>
internal static class LineFormat
{
    internal static string Of(LogEvent logEvent)
    {
        string text = logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture);
        if (logEvent.Exception is { } exception)
        {
            text += " | " + exception;
        }

        return string.Create(text.Length, text, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }
}
