namespace MailingList.Replication.Consul;

/// <summary>How a service is, from good to bad.</summary>
public enum ServiceStatus
{
    /// <summary>All checks pass.</summary>
    Passing,

    /// <summary>A check warns.</summary>
    Warning,

    /// <summary>A check fails, or was not heard of in time.</summary>
    Critical,
}
