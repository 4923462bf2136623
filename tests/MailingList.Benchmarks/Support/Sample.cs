using System.Globalization;

namespace MailingList.Benchmarks.Support;

/// <summary>What one run of a program took.</summary>
/// <param name="Milliseconds">From its start to its end.</param>
/// <param name="Megabytes">The most memory that it held (resident set), in MiB.</param>
/// <param name="Processor">How long it kept a processor busy, with all that it started, in milliseconds.</param>
/// <param name="Started">When it was started (<see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>).</param>
internal sealed record Sample(double Milliseconds, double Megabytes, double Processor = 0, long Started = 0)
{
    /// <summary>Runs a program through the meter.</summary>
    /// <param name="way">The meter, and what leads to the place where it shall stand.</param>
    /// <param name="scratch">A folder for the program's output.</param>
    /// <param name="input">The program's standard input.</param>
    /// <param name="command">The program, by absolute path, and its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed: there is nothing to measure.</exception>
    internal static Sample Of(IReadOnlyList<string> way, string scratch, string input, params IEnumerable<string> command)
    {
        string output = Path.Combine(scratch, "said");
        File.WriteAllText(output, string.Empty);
        File.SetUnixFileMode(output, (UnixFileMode)0b110_110_110);
        string[] said = Command.Run([.. way, Meter.Name, input, output, .. command]).Split(' ');
        if (said is not ["0", var microseconds, var processor, var kibibytes, var started])
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {string.Join(' ', said)} {File.ReadAllText(output)}");
        }

        return new Sample(
            double.Parse(microseconds, CultureInfo.InvariantCulture) / 1000,
            double.Parse(kibibytes, CultureInfo.InvariantCulture) / 1024,
            double.Parse(processor, CultureInfo.InvariantCulture) / 1000,
            long.Parse(started, CultureInfo.InvariantCulture));
    }
}
