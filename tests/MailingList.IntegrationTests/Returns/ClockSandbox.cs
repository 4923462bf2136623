using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.Returns;

/// <summary>A host whose calendar a test turns: libfaketime shows the executable, and what Postfix's pipe starts, another day.</summary>
internal sealed class ClockSandbox : Sandbox
{
    private readonly Lazy<string> _file;

    internal ClockSandbox(string reinject)
        : base(reinject) => _file = new Lazy<string>(() =>
        {
            string file = Path.Combine(Folder, "clock");
            File.WriteAllText(file, "+0d\n");
            return file;
        });

    /// <summary>How many days have passed.</summary>
    internal int Day { get; private set; }

    /// <summary>A parameter for main.cf: pipe(8) gives the clock to what it starts.</summary>
    internal string ExportedClock => $"export_environment = TZ MAIL_CONFIG LANG {string.Join(' ', Clock().Select(variable => $"{variable.Key}={variable.Value}"))}\n";

    internal void Pass(int days = 1)
    {
        Day += days;
        File.WriteAllText(_file.Value, $"+{Day}d\n");
    }

    internal override Dictionary<string, string?> Environment() => _file is null ? base.Environment() : new(base.Environment().Concat(Clock()));

    private Dictionary<string, string?> Clock() => new()
    {
        ["LD_PRELOAD"] = Requirements.FakeTime,
        ["FAKETIME_TIMESTAMP_FILE"] = _file.Value,
        ["FAKETIME_NO_CACHE"] = "1",
        // Time limits are real.
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };
}
