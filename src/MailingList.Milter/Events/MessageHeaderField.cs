namespace MailingList.Milter.Events;

/// <summary>A field of a message's header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">All that stands between the colon and the end of the field's last line: mostly it begins with a blank.</param>
public readonly record struct MessageHeaderField(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Value);
