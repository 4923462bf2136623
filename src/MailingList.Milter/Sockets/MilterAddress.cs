using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailingList.Milter.Sockets;

/// <summary>
/// Where a milter listens, in Postfix's words (smtpd_milters): <c>unix:/path</c> or <c>inet:127.0.0.1:8891</c>. Those of sendmail and libmilter, which have the port in
/// front (<c>inet:8891@127.0.0.1</c>, <c>inet6:8891@::1</c>), are understood, too: people paste both.
/// </summary>
/// <remarks>Where a chroot of Postfix's is used, as in Debian, it looks for the path of a Unix socket below its queue directory.</remarks>
public sealed record MilterAddress
{
    private MilterAddress(EndPoint endPoint, string text)
    {
        EndPoint = endPoint;
        Text = text;
    }

    /// <summary>The path of a Unix socket; null for TCP.</summary>
    public string? Path => EndPoint is UnixDomainSocketEndPoint ? EndPoint.ToString() : null;

    internal EndPoint EndPoint { get; }

    private string Text { get; }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static MilterAddress Parse(string text) => TryParse(text, out MilterAddress? address, out string? problem) ? address : throw new FormatException(problem);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <param name="problem">What is wrong with it, for a person.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out MilterAddress? address, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string where = text[(colon + 1)..];
        switch (colon < 0 ? string.Empty : text[..colon])
        {
            case "unix" or "local":
                problem = where.StartsWith('/') ? null : $"the socket in '{text}' is to be named by its whole path, as in unix:/run/milter.sock";
                address = problem is null ? OfPath(where, out problem) : null;
                break;
            case "inet" or "inet6":
                address = OfInternet(where);
                problem = address is null ? $"'{text}' does not name an IP address and a port, as in inet:127.0.0.1:8891 or inet:[::1]:8891" : null;
                break;
            default:
                problem = $"'{text}' is not the address of a milter: unix:/path or inet:host:port";
                break;
        }

        return problem is null;
    }

    /// <summary>The address of a server that has chosen a free port itself.</summary>
    internal static MilterAddress Of(IPEndPoint endPoint) => new(endPoint, $"inet:{endPoint}");

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static MilterAddress? OfPath(string path, out string? problem)
    {
        try
        {
            problem = null;
            return new MilterAddress(new UnixDomainSocketEndPoint(path), $"unix:{path}");
        }
        catch (ArgumentOutOfRangeException)
        {
            problem = $"'{path}' is too long for a Unix socket, whose path may have 107 bytes (unix(7))";
            return null;
        }
    }

    private static MilterAddress? OfInternet(string where)
    {
        int at = where.IndexOf('@', StringComparison.Ordinal);
        int colon = where.LastIndexOf(':');
        string host = at >= 0 ? where[(at + 1)..] : where[..Math.Max(0, colon)];
        string port = at >= 0 ? where[..at] : where[(colon + 1)..];
        // A name could mean any address; this one means the loopback, and Postfix tries that of IPv4, too.
        host = host == "localhost" ? "127.0.0.1" : host;
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!IPAddress.TryParse(isBracketed ? host[1..^1] : host, out IPAddress? ip) || !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
        {
            return null;
        }

        // Without brackets nobody knows where an IPv6 address ends and the port begins; a lone number would be an IPv4 address.
        bool isClear = ip.AddressFamily == AddressFamily.InterNetworkV6 ? isBracketed || at >= 0 : host.Count(c => c == '.') == 3;
        return isClear ? Of(new IPEndPoint(ip, number)) : null;
    }
}
