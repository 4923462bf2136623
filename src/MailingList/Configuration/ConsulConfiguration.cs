using MailingList.Core.Failures;
using MailingList.Replication.Consul;

namespace MailingList.Configuration;

/// <summary>How this host meets the others, checked.</summary>
/// <param name="Options">Where Consul is, and how it is reached.</param>
/// <param name="PipeBudget">How long <c>deliver</c> may look for changes before a post, where no agent does it.</param>
/// <param name="VerbBudget">How long a verb may wait for Consul without anything going on.</param>
/// <param name="ClaimBudget">How long a post may wait for the hosts to agree on who distributes it.</param>
internal sealed record ConsulConfiguration(ConsulOptions Options, TimeSpan PipeBudget, TimeSpan VerbBudget, TimeSpan ClaimBudget)
{
    /// <summary>Checks a section.</summary>
    /// <param name="path">The file it came from.</param>
    /// <param name="section">The section.</param>
    /// <exception cref="Failure">Something of it is wrong; the text says what.</exception>
    internal static ConsulConfiguration Check(string path, ConsulSection section)
    {
        if (section.Unknown.Keys.FirstOrDefault() is { } unknown)
        {
            throw Failure.Configuration($"{path}: there is no key `{unknown}` in [consul]; the README lists those that there are");
        }

        var options = ConsulOptions.From(
            section.Address, section.Prefix, section.Token, section.TokenFile, section.CaFile, section.CertFile, section.KeyFile, Environment.GetEnvironmentVariable);
        return new ConsulConfiguration(
            options,
            Milliseconds("pipe-budget", section.PipeBudget ?? 200),
            Milliseconds("verb-budget", section.VerbBudget ?? 2000),
            Milliseconds("claim-budget", section.ClaimBudget ?? 300));

        TimeSpan Milliseconds(string key, long value) => value is > 0 and <= 60_000
            ? TimeSpan.FromMilliseconds(value)
            : throw Failure.Configuration($"{path}: `{key}`: {value} is not between 1 and 60000 milliseconds");
    }
}
