using System.Text;
using System.Text.RegularExpressions;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A message as the other side got it: its envelope and its bytes.</summary>
internal sealed partial record Copy(string ReturnPath, IReadOnlyList<string> Recipients, byte[] Message)
{
    /// <summary>The message with every byte as the character of the same number.</summary>
    internal string Text => Encoding.Latin1.GetString(Message);

    /// <summary>The return path without its token, which must be there.</summary>
    internal string ReturnPathList => WithoutToken(ReturnPath);

    /// <summary>The header block's lines.</summary>
    internal string[] HeaderLines => Text.Split("\n\n", 2)[0].Split('\n');

    /// <summary>A list's return path for all recipients, without its token.</summary>
    internal static string WithoutToken(string returnPath)
    {
        Assert.Matches(Token(), returnPath);
        return Token().Replace(returnPath, "-bounces@");
    }

    /// <summary>Reads what `dir:` wrote.</summary>
    internal static Copy Read(string envelope)
    {
        string[] lines = File.ReadAllLines(envelope);
        return new Copy(lines[0], lines[1..], File.ReadAllBytes(Path.ChangeExtension(envelope, ".eml")));
    }

    [GeneratedRegex(@"-bounces\+[a-z2-7]{17}@")]
    private static partial Regex Token();
}
