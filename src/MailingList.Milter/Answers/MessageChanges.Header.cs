using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Answers;

public sealed partial class MessageChanges
{
    /// <summary>Adds a field below all others.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">
    /// Its value. A folded one has LF and a blank or tab where lines end. A blank is put between the colon and a value that does not begin with one.
    /// </param>
    public void AddHeader(string name, string value)
    {
        Writable.CheckFieldName(name);
        Writable.CheckFieldValue(value);
        Begin(MilterActions.AddHeaders, ReplyCode.AddHeader).Text(name).Text(Spaced(value)).End();
    }

    /// <summary>Inserts a field.</summary>
    /// <param name="index">How many fields stand above it: with 0 it comes on top, in Postfix above Postfix's own Received, which counts here.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value"><inheritdoc cref="AddHeader" path="/param[@name='value']"/></param>
    public void InsertHeader(int index, string name, string value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        Writable.CheckFieldName(name);
        Writable.CheckFieldValue(value);
        Begin(MilterActions.AddHeaders, ReplyCode.InsertHeader).UInt32((uint)index).Text(name).Text(Spaced(value)).End();
    }

    /// <summary>Changes a field; where there is none, sendmail and Postfix add it.</summary>
    /// <param name="index">Which among the fields of that name: 1 is the uppermost. Postfix's own Received does not count.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its new value, not empty; otherwise as of <see cref="AddHeader"/>.</param>
    public void ChangeHeader(int index, string name, string value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(index);
        ArgumentException.ThrowIfNullOrEmpty(value);
        Writable.CheckFieldName(name);
        Writable.CheckFieldValue(value);
        Begin(MilterActions.ChangeHeaders, ReplyCode.ChangeHeader).UInt32((uint)index).Text(name).Text(Spaced(value)).End();
    }

    /// <summary>Deletes a field.</summary>
    /// <param name="index">Which among the fields of that name: 1 is the uppermost.</param>
    /// <param name="name">Its name.</param>
    public void DeleteHeader(int index, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(index);
        Writable.CheckFieldName(name);
        Begin(MilterActions.ChangeHeaders, ReplyCode.ChangeHeader).UInt32((uint)index).Text(name).Text([]).End();
    }

    // With SMFIP_HDR_LEADSPC a value stands behind the colon as it is; without it the MTA puts a blank there.
    private string Spaced(string value) =>
        _agreement.Has(ProtocolSteps.HeaderLeadingSpace) && (value.Length == 0 || value[0] is not (' ' or '\t' or '\n')) ? " " + value : value;
}
