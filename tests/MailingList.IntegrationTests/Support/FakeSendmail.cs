using System.Globalization;

namespace MailingList.IntegrationTests.Support;

/// <summary>A shell script in sendmail's place, for what a real MTA cannot be made to do at will. It notes every call.</summary>
internal sealed class FakeSendmail
{
    /// <summary>Reads the whole message and says that all is well.</summary>
    internal const string Takes = "cat > message; mv message taken; exit 0";

    private readonly string _path;
    private readonly string _calls;

    /// <summary>Puts it into the sandbox's configuration.</summary>
    /// <param name="sandbox">The host.</param>
    /// <param name="does">What it does, as shell text; its directory is that of the call, whose number is in $call.</param>
    internal FakeSendmail(Sandbox sandbox, string does = Takes)
    {
        _path = Path.Combine(sandbox.Folder, "sendmail");
        _calls = Path.Combine(sandbox.Folder, "calls");
        Directory.CreateDirectory(_calls);
        Sandbox.OpenToAll(_calls);
        Does(does);
        sandbox.Set("reinject", $"sendmail:{_path}");
    }

    /// <summary>What happened at each call, in their order.</summary>
    internal IReadOnlyList<FakeCall> Calls => [.. Directory.EnumerateDirectories(_calls)
        .OrderBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
        .Select(FakeCall.Read)];

    /// <summary>How often each recipient got the post: calls that took the whole message, by address.</summary>
    internal Dictionary<string, int> Counts() => Calls.Where(call => call.Message is not null)
        .SelectMany(call => call.Recipients).GroupBy(recipient => recipient).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Makes it do something else from now on.</summary>
    internal void Does(string does)
    {
        // mkdir takes the number: two calls may come at once.
        File.WriteAllText(_path, $"""
            #!/bin/sh
            call=1
            while ! mkdir "{_calls}/$call" 2>/dev/null; do call=$((call + 1)); done
            cd "{_calls}/$call" || exit 99
            printf '%s\0' "$@" > arguments
            {does}

            """);
        Mode((UnixFileMode)0b111_101_101);
    }

    /// <summary>Sets its mode.</summary>
    internal void Mode(UnixFileMode mode) => File.SetUnixFileMode(_path, mode);

    /// <summary>What lies in a call's directory under that name.</summary>
    internal string Note(int call, string name) => File.ReadAllText(Path.Combine(_calls, $"{call}", name)).Trim();

    /// <summary>Whether the call has left something under that name.</summary>
    internal bool HasNote(int call, string name) => File.Exists(Path.Combine(_calls, $"{call}", name));
}
