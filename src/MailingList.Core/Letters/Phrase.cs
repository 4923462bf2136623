namespace MailingList.Core.Letters;

/// <summary>What is said of one command among several. The words are in <c>phrases.txt</c> of each language, by the names of the members in lower case.</summary>
public enum Phrase
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>There is no such command.</summary>
    Unknown,

    /// <summary>It is not written as it must be.</summary>
    Wrong,

    /// <summary>Only owners may do it.</summary>
    Owners,

    /// <summary>The address is not subscribed.</summary>
    Stranger,

    /// <summary>The address is subscribed already.</summary>
    Subscribed,

    /// <summary>The list takes no subscriptions by mail.</summary>
    Closed,

    /// <summary>The other address is asked.</summary>
    Asked,

    /// <summary>The other address was asked something today and has not answered.</summary>
    Busy,

    /// <summary>The owners decide now.</summary>
    Applied,

    /// <summary>So much does not fit into one confirmation.</summary>
    Toomuch,

    /// <summary>The lines behind were not read.</summary>
    Rest,
}
