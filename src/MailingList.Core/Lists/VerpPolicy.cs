namespace MailingList.Core.Lists;

/// <summary>Which posts go out with a return path for each recipient (VERP): by it a bounce names the address exactly, and it costs the MTA a delivery for each.</summary>
public enum VerpPolicy
{
    /// <summary>The first of a day.</summary>
    Daily,

    /// <summary>All.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
