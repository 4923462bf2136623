namespace MailingList.Core.Records;

/// <summary>What became of a record that was to be as somebody asked.</summary>
public enum Change
{
    /// <summary>It was so already.</summary>
    None,

    /// <summary>It came into being, or came back.</summary>
    Added,

    /// <summary>It was there and something of it changed.</summary>
    Altered,

    /// <summary>It is gone; a record of its going remains.</summary>
    Removed,
}
