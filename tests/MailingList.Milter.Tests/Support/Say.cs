using System.Buffers.Binary;
using System.Text;

namespace MailingList.Milter.Tests.Support;

/// <summary>What an MTA says, byte for byte. Text is Latin-1: a character is a byte.</summary>
internal static class Say
{
    internal const uint AllActions = 0x1ff;

    internal const uint AllSteps = 0x1fffff;

    internal static byte[] Packet(char code, string data = "") => Packet(code, Encoding.Latin1.GetBytes(data));

    internal static byte[] Packet(char code, byte[] data)
    {
        byte[] packet = new byte[data.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(packet, data.Length + 1);
        packet[4] = (byte)code;
        data.CopyTo(packet, 5);
        return packet;
    }

    /// <summary>As Postfix 3.7.11 begins.</summary>
    internal static byte[] Options(uint version = 6, uint actions = AllActions, uint steps = AllSteps)
    {
        byte[] data = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(data, version);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), actions);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(8), steps);
        return Packet('O', data);
    }

    internal static byte[] Macros(char command, params string[] namesAndValues) => Packet('D', command + Strings(namesAndValues));

    internal static byte[] Connect(string name = "client.example.net", string address = "192.0.2.7") => Packet('C', $"{name}\0" + "4\x30\x39" + $"{address}\0");

    internal static byte[] Helo(string name = "client.example.net") => Packet('H', name + "\0");

    internal static byte[] Mail(string address = "<author@example.net>", params string[] arguments) => Packet('M', Strings([address, .. arguments]));

    internal static byte[] Recipient(string address = "<dev@lists.example.org>", params string[] arguments) => Packet('R', Strings([address, .. arguments]));

    internal static byte[] Data() => Packet('T');

    internal static byte[] Header(string name, string value) => Packet('L', $"{name}\0{value}\0");

    internal static byte[] EndOfHeader() => Packet('N');

    internal static byte[] Body(string text) => Packet('B', text);

    internal static byte[] End(string lastChunk = "") => Packet('E', lastChunk);

    internal static byte[] Abort() => Packet('A');

    internal static byte[] Quit() => Packet('Q');

    internal static byte[] QuitNewConnection() => Packet('K');

    internal static byte[] Unknown(string command) => Packet('U', command + "\0");

    /// <summary>A whole message behind the greeting, without DATA, which nobody wants.</summary>
    internal static byte[][] Message(string recipient = "<dev@lists.example.org>") =>
        [Mail(), Recipient(recipient), Header("From", " author@example.net"), EndOfHeader(), Body("Hello.\r\n"), End()];

    private static string Strings(string[] strings) => string.Concat(strings.Select(text => text + "\0"));
}
