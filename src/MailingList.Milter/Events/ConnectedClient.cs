using System.Net;

using MailingList.Milter.Wire;

namespace MailingList.Milter.Events;

/// <summary>Who is connected to the MTA (SMFIC_CONNECT).</summary>
/// <param name="Name">
/// Its name as the MTA resolved it, or its address in brackets; "unknown" never comes from Postfix. Mail that came by sendmail(1) is from <c>localhost</c>.
/// </param>
/// <param name="Family">How it is connected.</param>
/// <param name="Port">Its port; 0 where there is none.</param>
/// <param name="Address">Its address as text, or the path of its socket; empty where there is none.</param>
public sealed record ConnectedClient(string Name, ClientFamily Family, int Port, string Address)
{
    private const string SendmailPrefix = "IPv6:";

    /// <summary>Its address, where it has one. sendmail writes <c>IPv6:</c> in front, others brackets around it.</summary>
    public IPAddress? IPAddress
    {
        get
        {
            string bare = Address.Trim('[', ']');
            bare = bare.StartsWith(SendmailPrefix, StringComparison.OrdinalIgnoreCase) ? bare[SendmailPrefix.Length..] : bare;
            bool isInternet = Family is ClientFamily.IPv4 or ClientFamily.IPv6;
            return isInternet && IPAddress.TryParse(bare, out IPAddress? address) ? address : null;
        }
    }

    internal static ConnectedClient Read(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        string name = reader.Text();
        var family = (ClientFamily)reader.Byte();
        return family switch
        {
            ClientFamily.Unknown => new ConnectedClient(name, family, 0, string.Empty),
            ClientFamily.Unix or ClientFamily.IPv4 or ClientFamily.IPv6 => new ConnectedClient(name, family, reader.UInt16(), reader.Text()),
            _ => throw new ProtocolException("a client of an unknown family"),
        };
    }
}
