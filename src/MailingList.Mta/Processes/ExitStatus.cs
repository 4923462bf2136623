namespace MailingList.Mta.Processes;

/// <summary>How a child process ended (wait(2)).</summary>
/// <param name="Code">Its exit code, or null when a signal ended it.</param>
/// <param name="Signal">The signal that ended it, or 0.</param>
public readonly record struct ExitStatus(int? Code, int Signal)
{
    /// <summary>Whether it said that all went well.</summary>
    public bool IsSuccess => Code == 0;

    /// <inheritdoc/>
    public override string ToString() => Code is { } code ? $"exited {code}" : $"was killed by signal {Signal}";

    // wait(2): the low seven bits are the signal, the next byte the exit code.
    internal static ExitStatus FromWait(int status) =>
        (status & 0x7f) == 0 ? new ExitStatus((status >> 8) & 0xff, 0) : new ExitStatus(null, status & 0x7f);
}
