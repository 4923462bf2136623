using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Answers;

public sealed partial class MessageChanges
{
    /// <summary>Changes the sender, for all recipients.</summary>
    /// <param name="address">The address, without brackets; empty for nobody.</param>
    /// <param name="arguments">Arguments of ESMTP with blanks between them, or null.</param>
    public void ChangeSender(string address, string? arguments = null) =>
        Address(MilterActions.ChangeSender, ReplyCode.ChangeSender, address, arguments);

    /// <summary>Adds a recipient.</summary>
    /// <param name="address">The address, without brackets.</param>
    /// <param name="arguments">Arguments of ESMTP with blanks between them, or null; they take <see cref="MilterActions.AddRecipientsWithArguments"/>.</param>
    public void AddRecipient(string address, string? arguments = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        Address(
            arguments is null ? MilterActions.AddRecipients : MilterActions.AddRecipientsWithArguments,
            arguments is null ? ReplyCode.AddRecipient : ReplyCode.AddRecipientWithArguments,
            address,
            arguments);
    }

    /// <summary>Takes a recipient out, and in Postfix all that it was expanded to.</summary>
    /// <param name="address">The address, without brackets, as it was given.</param>
    public void DeleteRecipient(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        Address(MilterActions.DeleteRecipients, ReplyCode.DeleteRecipient, address, arguments: null);
    }

    private void Address(MilterActions action, ReplyCode code, string address, string? arguments)
    {
        Writable.CheckLine(address);
        Writable.CheckLine(arguments ?? string.Empty);
        FrameWriter frame = Begin(action, code).Text($"<{address}>");
        if (arguments is not null)
        {
            frame.Text(arguments);
        }

        frame.End();
    }
}
