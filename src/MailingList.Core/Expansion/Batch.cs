using MailingList.Core.Addressing;

namespace MailingList.Core.Expansion;

/// <summary>The recipients that are handed to the MTA in one go: it takes all of them or none.</summary>
/// <param name="ReturnPath">The envelope sender: an address of the list, or empty for the null return path.</param>
/// <param name="Recipients">At least one; in the order of their keys.</param>
/// <param name="IsLast">Whether nobody is left after these.</param>
/// <param name="IsVerp">Whether the MTA is to write each recipient into the return path of their copy (VERP); only where it can (<see cref="ISubmitter.WritesVerp"/>).</param>
public sealed record Batch(string ReturnPath, IReadOnlyList<EmailAddress> Recipients, bool IsLast, bool IsVerp = false)
{
    /// <summary>
    /// The most bytes that a batch's addresses take: they are arguments of a process, and 128 KiB of arguments and environment is what
    /// every system grants whatever its limits (POSIX asks for 4 KiB, Linux promises 128 KiB; execve(2)).
    /// </summary>
    public const int MostBytes = 96 * 1024;

    /// <summary>Where the next batch begins: after this key, or whatever else the expansion means by it.</summary>
    public string Cursor { get; init; } = Recipients[^1].Key;
}
