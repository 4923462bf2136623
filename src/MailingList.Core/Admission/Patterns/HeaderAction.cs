namespace MailingList.Core.Admission.Patterns;

/// <summary>What becomes of a message that a header rule means.</summary>
public enum HeaderAction
{
    /// <summary>It goes back to its sender.</summary>
    Reject,

    /// <summary>It is dropped, and nobody hears of it.</summary>
    Discard,
}
