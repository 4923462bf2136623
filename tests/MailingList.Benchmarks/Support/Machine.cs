using System.Globalization;
using System.Runtime.InteropServices;

namespace MailingList.Benchmarks.Support;

/// <summary>What the figures were measured on, without which they say little.</summary>
internal static class Machine
{
    internal static string Describe(string folder)
    {
        double gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {Processor()}, {gigabytes:0} GB, {RuntimeInformation.OSDescription}, {new DriveInfo(folder).DriveFormat} below {folder}");
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ", 2)[1]
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
