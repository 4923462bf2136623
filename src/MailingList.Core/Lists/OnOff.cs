namespace MailingList.Core.Lists;

/// <summary>What people type where there is only yes or no.</summary>
public enum OnOff
{
    /// <summary>Yes.</summary>
    On,

    /// <summary>No.</summary>
    Off,
}
