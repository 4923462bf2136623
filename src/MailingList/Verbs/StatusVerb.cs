using System.Globalization;

using CommandLine;

using MailingList.Configuration;
using MailingList.Core.Failures;
using MailingList.Output;
using MailingList.Replication.Status;

namespace MailingList.Verbs;

[Verb("status", HelpText = "Show every host of the cluster, and what is left to exchange.")]
[Teach(
    """
    Examples:
      mailinglist status
      mailinglist status --json | jq -r '.hosts[] | select(.agent != "passing") | .host'

    `behind` is how many containers of that host this one has still to read, `to tell` how many changes a host has still to
    publish, `clock` how far its clock is ahead of ours. Exit code 75 when Consul cannot be asked or has no quorum, or when
    something in it cannot be used.
    """)]
internal sealed class StatusVerb : Verb
{
    [Option("json", HelpText = "As JSON.")]
    public bool AsJson { get; set; }

    internal override int Run()
    {
        using Session session = Session.Open(HostConfiguration.Read(HostConfiguration.PathFrom(Config)));
        if (session.Peers is not { } peers)
        {
            WriteAlone(session.Configuration);
            return ExitCodes.Done;
        }

        ClusterStatus status = new StatusReader(peers.Cluster).ReadAsync(session.Database.LastStamp(), CancellationToken.None).GetAwaiter().GetResult();
        if (AsJson)
        {
            StatusJson.Write(status);
        }
        else
        {
            Write(status);
        }

        return status.Problem is null && status.Troubles.Count == 0 ? ExitCodes.Done : ExitCodes.Temporary;
    }

    private void WriteAlone(HostConfiguration configuration)
    {
        if (AsJson)
        {
            StatusJson.WriteAlone(configuration.Host);
        }
        else
        {
            Console.Out.WriteLine($"{configuration.Host} stands alone: there is no [consul] in {configuration.Path}");
        }
    }

    private static void Write(ClusterStatus status)
    {
        Console.Out.WriteLine($"cluster {status.Cluster ?? "none"}, {(status.HasQuorum ? "quorum" : "no quorum")}, {status.Unpublished} changes here to tell, heard of the others {When(status.Exchange)}");
        if (status.Problem is { } problem)
        {
            Console.Out.WriteLine(Table.Plain(problem));
        }

        if (status.ClockAhead > TimeSpan.FromSeconds(1))
        {
            Console.Out.WriteLine($"the latest change is {Span(status.ClockAhead)} ahead of this host's clock: set the clocks");
        }

        Table.Write(Console.Out,
        [
            ["host", "agent", "last seen", "version", "behind", "to tell", "clock"],
            .. status.Hosts.Select(host => (string[])
            [
                host.Host,
                host.Agent,
                When(host.Seen),
                host.Version ?? "-",
                host.Behind?.ToString(CultureInfo.InvariantCulture) ?? "all",
                host.Unpublished?.ToString(CultureInfo.InvariantCulture) ?? "-",
                host.ClockAhead is { } ahead ? Span(ahead) : "-",
            ]),
        ]);
        foreach ((string key, string trouble) in status.Troubles)
        {
            Console.Out.WriteLine($"{Table.Plain(key)}: {Table.Plain(trouble)}");
        }
    }

    private static string When(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "never";

    private static string Span(TimeSpan span) => span.Duration() < TimeSpan.FromSeconds(1)
        ? "0 s"
        : string.Create(CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "+")}{span.Duration().TotalSeconds:0} s");
}
