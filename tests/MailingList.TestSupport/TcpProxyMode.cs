namespace MailingList.TestSupport;

/// <summary>What a <see cref="TcpProxy"/> does with what comes.</summary>
public enum TcpProxyMode
{
    /// <summary>Hands on.</summary>
    Pass,

    /// <summary>Accepts, and hands nothing on, as a network that loses all packets; what came in meanwhile is handed on later.</summary>
    Silent,

    /// <summary>Listens no more, and cuts the connections there are.</summary>
    Refuse,
}
