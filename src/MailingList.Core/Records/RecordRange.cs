using System.Globalization;

namespace MailingList.Core.Records;

/// <summary>The records of a list and group whose hashes begin with some digits: what one container holds.</summary>
/// <param name="List">The list's address; empty for what belongs to no list.</param>
/// <param name="Group">The group.</param>
/// <param name="Digits">The hexadecimal digits, in lower case; empty: all of them.</param>
public sealed record RecordRange(string List, RecordGroup Group, string Digits)
{
    /// <summary>The range of that many digits that a hash lies in.</summary>
    public static RecordRange Of(string list, RecordGroup group, uint hash, int digits) =>
        new(list, group, hash.ToString("x8", CultureInfo.InvariantCulture)[..digits]);

    /// <summary>The lowest hash in it.</summary>
    public uint First => Bound('0');

    /// <summary>The highest hash in it.</summary>
    public uint Last => Bound('f');

    private uint Bound(char rest) => uint.Parse(Digits.PadRight(RecordHash.Digits, rest), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
