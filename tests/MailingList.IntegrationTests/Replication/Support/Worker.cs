using System.Diagnostics;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>
/// Somebody who changes things, one after the other, on whatever host: subscribers, a setting and lists of their own, which nobody else
/// touches; and the things that all fight over.
/// </summary>
internal sealed class Worker
{
    private const int Most = 3; // things of its own of each kind, so that they are changed more than once
    private const int LongestLife = 120; // milliseconds; a verb takes some tens

    private readonly int _number;
    private readonly string _name;
    private readonly ThreeHosts _hosts;
    private readonly Random _random;
    private readonly Action<string> _note;
    private readonly Dictionary<string, Expected> _subscribers = [];
    private readonly Dictionary<string, Expected> _lists = [];
    private readonly Expected _setting = new();
    private int _values;

    /// <param name="number">Its number, from 0.</param>
    /// <param name="name">What the names of the lists begin with; that is the name of the one in which all have things of their own.</param>
    /// <param name="seed">Decides what it does.</param>
    /// <param name="hosts">Where.</param>
    /// <param name="note">Hears what was done.</param>
    internal Worker(int number, string name, int seed, ThreeHosts hosts, Action<string> note)
    {
        _number = number;
        _name = name;
        _hosts = hosts;
        _random = new Random((seed * 3) + number);
        _note = note;
    }

    // All change their own things in it.
    private string SharedList => $"{_name}@{Sandbox.Domain}";

    // All create, change and delete it as they like.
    private string ContestedList => $"{_name}-x@{Sandbox.Domain}";

    // The value is never the same twice, and never one that is written otherwise.
    private string SettingName => ((string[])["description", "max-size", "batch-size"])[_number];

    /// <summary>One change.</summary>
    internal void Work()
    {
        ClusterSandbox host = _hosts.All[_random.Next(_hosts.All.Count)];
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                Subscribe(host);
                break;
            case 3:
                Unsubscribe(host);
                break;
            case 4:
                Import(host);
                break;
            case 5:
                Set(host);
                break;
            case 6:
                CreateOrDelete(host);
                break;
            default:
                Fight(host);
                break;
        }
    }

    /// <summary>Compares what is there with what this worker did.</summary>
    internal IReadOnlyList<string> Contradictions(EndState end)
    {
        IEnumerable<(string What, string? Contradiction)> all =
        [
            .. _subscribers.Select(own => (own.Key, own.Value.Contradiction(end.Subscribers.TryGetValue(own.Key, out string? name), name))),
            .. _lists.Select(own => (own.Key, own.Value.Contradiction(end.Lists.Contains(own.Key), null))),
            (SettingName, _setting.Contradiction(_setting.MayBeThere, end.Settings[SettingName])),
        ];
        return [.. all.Where(own => own.Contradiction is not null).Select(own => $"{own.What} {own.Contradiction}")];
    }

    private void Subscribe(ClusterSandbox host)
    {
        (string address, Expected expected) = Mine(_subscribers, number => $"w{_number}-{number}@example.com");
        string name = $"Name {++_values}";
        switch (Run(host, string.Empty, "subscribe", SharedList, address, "--name", name))
        {
            case null:
                expected.IsInDoubt();
                break;
            case { Output: var said } when said.Contains(": subscribed", StringComparison.Ordinal):
                expected.Came(host.Host.Name, name);
                break;
            default:
                expected.Changed(host.Host.Name, name);
                break;
        }
    }

    private void Unsubscribe(ClusterSandbox host)
    {
        (string address, Expected expected) = Mine(_subscribers, number => $"w{_number}-{number}@example.com");
        switch (Run(host, string.Empty, "unsubscribe", SharedList, address))
        {
            case null:
                expected.IsInDoubt();
                break;
            case { ExitCode: 0 }:
                expected.Went();
                break;
        }
    }

    private void Import(ClusterSandbox host)
    {
        int import = ++_values;
        string[] addresses = [.. Enumerable.Range(0, 5).Select(number => $"w{_number}-{import}-{number}@example.com")];
        Result? result = Run(host, string.Concat(addresses.Select(address => $"Imported <{address}>\n")), "import", SharedList, "-");
        foreach (string address in addresses)
        {
            var expected = new Expected();
            _subscribers.Add(address, expected);
            if (result is null)
            {
                expected.IsInDoubt();
            }
            else
            {
                expected.Came(host.Host.Name, "Imported");
            }
        }
    }

    private void Set(ClusterSandbox host)
    {
        string value = $"{101 + (2 * ++_values)}";
        switch (Run(host, string.Empty, "set", SharedList, $"{SettingName}={value}"))
        {
            case null:
                _setting.IsInDoubt();
                break;
            case { ExitCode: 0 }:
                _setting.Came(host.Host.Name, value);
                break;
        }
    }

    private void CreateOrDelete(ClusterSandbox host)
    {
        (string list, Expected expected) = Mine(_lists, number => $"{_name}-w{_number}-{number}@{Sandbox.Domain}");
        bool creates = _random.Next(2) == 0;
        switch (creates ? Run(host, string.Empty, "create", list, "--owner", "ann@example.org") : Run(host, string.Empty, "delete", list, "--yes"))
        {
            case null:
                expected.IsInDoubt();
                break;
            case { ExitCode: 0 } when creates:
                expected.Came(host.Host.Name, null);
                break;
            case { ExitCode: 0 }:
                expected.Went();
                break;
        }
    }

    private void Fight(ClusterSandbox host)
    {
        string address = $"x{_random.Next(3)}@example.com";
        string[][] verbs =
        [
            ["create", ContestedList, "--owner", $"w{_number}@example.org", "--set", $"description=of {_number}"],
            ["delete", ContestedList, "--yes"],
            ["set", ContestedList, $"description=by {_number}", $"posting={(_number == 0 ? "open" : "announce")}"],
            ["set", ContestedList, $"owners=w{_number}@example.org,x@example.org"],
            ["subscribe", ContestedList, address, "--name", $"By {_number}"],
            ["subscribe", ContestedList, address, "--delivery", _number == 0 ? "none" : "each"],
            ["unsubscribe", ContestedList, address],
            ["import", ContestedList, "-", "--sync", "--yes"],
            ["rotate"],
        ];
        string[] verb = verbs[_random.Next(verbs.Length)];
        Run(host, verb[0] == "import" ? $"{address}\nx{_number + 3}@example.com\n" : string.Empty, verb);
    }

    private (string Key, Expected Expected) Mine(Dictionary<string, Expected> all, Func<int, string> name)
    {
        string key = name(_random.Next(Most));
        if (!all.TryGetValue(key, out Expected? expected))
        {
            all.Add(key, expected = new Expected());
        }

        return (key, expected);
    }

    // Null: it was killed. It may have been done all the same, wholly or not at all.
    private Result? Run(ClusterSandbox host, string input, params string[] verb)
    {
        bool kills = _random.Next(5) == 0;
        int life = _random.Next(LongestLife);
        Result? result = kills ? RunUntil(host, life, input, verb) : host.RunWith(input, verb);
        _note($"{_number} on {host.Host.Name}: {string.Join(' ', verb)}: {(result is null ? $"killed after {life} ms" : $"{result.ExitCode} {result.Output}{result.Error}".ReplaceLineEndings(" "))}");
        // 64: such a list is there already. 67: no such list or subscriber.
        Assert.True(result is null or { ExitCode: 0 or 64 or 67 }, $"{string.Join(' ', verb)}: {result?.ExitCode} {result?.Output}{result?.Error}");
        return result;
    }

    private static Result? RunUntil(ClusterSandbox host, int milliseconds, string input, string[] verb)
    {
        using Process process = host.Start(verb);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (process.WaitForExit(milliseconds))
        {
            return new Result(process.ExitCode, process.StandardOutput.ReadToEnd(), process.StandardError.ReadToEnd());
        }

        process.Kill();
        process.WaitForExit();
        return null;
    }
}
