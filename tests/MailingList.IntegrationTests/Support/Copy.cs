using System.Text;

namespace MailingList.IntegrationTests.Support;

/// <summary>A message as the other side got it: its envelope and its bytes.</summary>
internal sealed record Copy(string ReturnPath, IReadOnlyList<string> Recipients, byte[] Message)
{
    /// <summary>The message with every byte as the character of the same number.</summary>
    internal string Text => Encoding.Latin1.GetString(Message);

    /// <summary>The header block's lines.</summary>
    internal string[] HeaderLines => Text.Split("\n\n", 2)[0].Split('\n');

    /// <summary>Reads what `dir:` wrote.</summary>
    internal static Copy Read(string envelope)
    {
        string[] lines = File.ReadAllLines(envelope);
        return new Copy(lines[0], lines[1..], File.ReadAllBytes(Path.ChangeExtension(envelope, ".eml")));
    }
}
