using System.Buffers.Binary;

namespace MailingList.Milter.Tests.Recorded;

/// <summary>Makes sessions that no MTA holds out of one that a real one held: with a seed, always the same ones.</summary>
internal sealed class Mutation(int seed)
{
    private const string Codes = "ABCDEHKLMNOQRTU";

    private readonly Random _random = new(seed);

    /// <summary>The packets of the next session.</summary>
    internal List<byte[]> Next()
    {
        List<byte[]> packets = [.. Recording.Postfix.Select(packet => packet.ToArray())];
        for (int changes = _random.Next(1, 8); changes > 0; changes--)
        {
            // The negotiation is often left alone: behind it there is more to see.
            int at = _random.Next(_random.Next(4) == 0 ? 0 : 1, packets.Count);
            if (at < packets.Count && packets[at].Length > 4)
            {
                Change(packets, at);
            }
        }

        return packets;
    }

    private void Change(List<byte[]> packets, int at)
    {
        byte[] packet = packets[at];
        switch (_random.Next(9))
        {
            case 0:
                packet[_random.Next(packet.Length)] = (byte)_random.Next(256);
                break;
            case 1:
                packet[4] = (byte)Codes[_random.Next(Codes.Length)];
                break;
            case 2: // Data that are cut, with a length that is right.
                byte[] shorter = packet[.._random.Next(5, packet.Length + 1)];
                BinaryPrimitives.WriteInt32BigEndian(shorter, shorter.Length - 4);
                packets[at] = shorter;
                break;
            case 3: // A length that is wrong.
                BinaryPrimitives.WriteInt32BigEndian(packet, _random.Next(4) == 0 ? _random.Next() : _random.Next(0, 2 * packet.Length));
                break;
            case 4:
                packets.Insert(at, packets[_random.Next(packets.Count)].ToArray());
                break;
            case 5:
                packets[at] = [];
                break;
            case 6:
                int other = _random.Next(packets.Count);
                (packets[at], packets[other]) = (packets[other], packets[at]);
                break;
            case 7: // It ends there.
                packets.RemoveRange(at, packets.Count - at);
                packets.Add(packet[.._random.Next(packet.Length)]);
                packets.Add([]);
                break;
            default:
                byte[] noise = new byte[_random.Next(5, 300)];
                _random.NextBytes(noise);
                BinaryPrimitives.WriteInt32BigEndian(noise, noise.Length - 4);
                packets.Insert(at, noise);
                break;
        }
    }
}
