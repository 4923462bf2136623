using System.Text;

using MailingList.Milter.Negotiation;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Sessions;

/// <summary>
/// The macros that the MTA has sent, by stage, as the bytes that came. A packet replaces all of its stage, and may be empty: Postfix sends a macro
/// only when it has a value, so HELO without TLS comes with none (measured with 3.7.11).
/// </summary>
/// <param name="most">The most bytes of all stages together.</param>
internal sealed class MacroStore(int most)
{
    // In the order of a message's way.
    private static readonly MacroStage[] Order =
    [
        MacroStage.Connect, MacroStage.Helo, MacroStage.Sender, MacroStage.Recipient, MacroStage.Data, MacroStage.EndOfHeader, MacroStage.EndOfMessage,
    ];

    private readonly byte[][] _stages = [[], [], [], [], [], [], []];

    /// <summary>Keeps a packet of macros.</summary>
    /// <exception cref="ProtocolException">They are too many, or not for any command.</exception>
    internal void Set(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        if (At((CommandCode)reader.Byte()) is not { } at)
        {
            return;
        }

        ReadOnlySpan<byte> macros = data[1..];
        if (macros.SequenceEqual(_stages[at]))
        {
            return;
        }

        _stages[at] = [];
        if (_stages.Sum(stage => stage.Length) + macros.Length > most)
        {
            throw new ProtocolException($"more than {most} bytes of macros");
        }

        _stages[at] = macros.ToArray();
    }

    /// <summary>A command has come: what was sent for later ones was for the message before.</summary>
    internal void ClearAfter(CommandCode command)
    {
        if (At(command) is { } at)
        {
            _stages.AsSpan(at + 1).Fill([]);
        }
    }

    internal void Clear() => _stages.AsSpan().Fill([]);

    /// <summary>A macro's value, the latest that there is; braces around the name count for nothing.</summary>
    internal string? Find(string name)
    {
        ReadOnlySpan<char> bare = name.Length > 2 && name[0] == '{' ? name.AsSpan()[1..^1] : name;
        for (int at = _stages.Length - 1; at >= 0; at--)
        {
            var reader = new WireReader(_stages[at]);
            while (!reader.IsAtEnd)
            {
                ReadOnlySpan<byte> key = reader.BytesToTheEnd();
                // sendmail may leave out the last value.
                ReadOnlySpan<byte> value = reader.BytesToTheEnd();
                if (Ascii.Equals(key.Length > 2 && key[0] == (byte)'{' ? key[1..^1] : key, bare))
                {
                    return WireText.Decode(value);
                }
            }
        }

        return null;
    }

    // Postfix sends macros for single fields, chunks and unknown commands as well: the queue id, which comes with the stages before, or nothing.
    private static int? At(CommandCode command) => command switch
    {
        CommandCode.Connect => Array.IndexOf(Order, MacroStage.Connect),
        CommandCode.Helo => Array.IndexOf(Order, MacroStage.Helo),
        CommandCode.Mail => Array.IndexOf(Order, MacroStage.Sender),
        CommandCode.Recipient => Array.IndexOf(Order, MacroStage.Recipient),
        CommandCode.Data => Array.IndexOf(Order, MacroStage.Data),
        CommandCode.EndOfHeader => Array.IndexOf(Order, MacroStage.EndOfHeader),
        CommandCode.EndOfMessage => Array.IndexOf(Order, MacroStage.EndOfMessage),
        _ => null,
    };
}
