using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using MailingList.Milter.Tests.Support;

namespace MailingList.Milter.Tests.Recorded;

/// <summary>Packets that a real MTA has sent.</summary>
internal static partial class Recording
{
    internal static byte[][] Postfix { get; } = Read("postfix-3.7.11.session");

    private static byte[][] Read(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", name))
            .Where(line => !line.StartsWith('#'))
            .Select(line => Say.Packet(line[0], Encoding.Latin1.GetBytes(Escapes().Replace(line.Length > 2 ? line[2..] : string.Empty, Unescape)))),
    ];

    private static string Unescape(Match escape) => escape.Value[1] switch
    {
        '0' => "\0",
        'r' => "\r",
        'n' => "\n",
        'x' => ((char)int.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        _ => "\\",
    };

    [GeneratedRegex(@"\\(0|r|n|\\|x[0-9a-f]{2})")]
    private static partial Regex Escapes();
}
