using System.Text.Json;

using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>The site's own texts for letters: which are used is shown, and what is wrong with them.</summary>
public sealed class TemplatesTests : IDisposable
{
    private const string Good = "Subject: ours\n\n{list}\n";

    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public TemplatesTests()
    {
        _list = _sandbox.CreateList("dev", [], "language=de-AT");
    }

    private string Folder => Path.Combine(_sandbox.Folder, "templates");

    public void Dispose() => _sandbox.Dispose();

    [ExecutableFact]
    public void Without_texts_of_the_site_s_own_all_are_built_in()
    {
        string[] table = _sandbox.Ok("show", _list, "--templates").Lines;
        Assert.Matches("^letter +text$", table[0]);
        Assert.All(table[1..], line => Assert.EndsWith(" built-in (de)", line, StringComparison.Ordinal));
        Assert.Contains(table, line => line.StartsWith("confirm-subscribe ", StringComparison.Ordinal));
        Assert.Contains(table, line => line.StartsWith("phrases ", StringComparison.Ordinal));
    }

    [ExecutableFact]
    public void Each_is_shown_with_the_file_that_it_comes_from()
    {
        string forList = Write($"{_list}/help.txt", Good);
        string forLanguage = Write("de/info.txt", Good);
        Write("fr/settings.txt", Good);

        JsonElement shown = Shown(0);
        Assert.Equal((_list, "de-at"), (shown.GetProperty("list").GetString(), shown.GetProperty("language").GetString()));
        Assert.Equal(forList, Text(shown, "help"));
        Assert.Equal(forLanguage, Text(shown, "info"));
        Assert.Equal("built-in (de)", Text(shown, "settings"));
        Assert.Matches($"(?m)^help +{forList}$", _sandbox.Ok("show", _list, "--templates").Output);
    }

    [ExecutableFact]
    public void One_with_an_error_is_told_and_the_others_are_shown_all_the_same()
    {
        string broken = Write("de/help.txt", "Subject: ours\n\n{lists}\n");
        string phrases = Write("de/phrases.txt", "done: fertig\n");
        string good = Write("de/info.txt", Good);

        JsonElement shown = Shown(78);
        Assert.Null(Text(shown, "help"));
        Assert.StartsWith($"{broken}:3: {{lists}} is no placeholder of help", Error(shown, "help"), StringComparison.Ordinal);
        Assert.StartsWith($"{phrases}:1: there is no line `", Error(shown, "phrases"), StringComparison.Ordinal);
        Assert.Equal((good, null), (Text(shown, "info"), Error(shown, "info")));

        Result table = _sandbox.Run("show", _list, "--templates");
        Assert.Equal((78, string.Empty), (table.ExitCode, table.Error));
        Assert.Matches($"(?m)^help +BROKEN: {broken}:3: ", table.Output);
        Assert.Matches($"(?m)^info +{good}$", table.Output);
        Assert.Matches(@"(?m)^welcome +built-in \(de\)$", table.Output);
    }

    [ExecutableFact]
    public void Links_are_followed_and_one_that_leads_nowhere_is_told()
    {
        string elsewhere = Path.Combine(_sandbox.Folder, "help.txt");
        File.WriteAllText(elsewhere, Good);
        Directory.CreateDirectory(Path.Combine(Folder, "de"));
        File.CreateSymbolicLink(Path.Combine(Folder, "de-at"), "de");
        File.CreateSymbolicLink(Path.Combine(Folder, "de", "help.txt"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(Folder, "de", "info.txt"), Path.Combine(_sandbox.Folder, "nowhere.txt"));
        File.CreateSymbolicLink(Path.Combine(Folder, "de", "who.txt"), "who.txt");

        JsonElement shown = Shown(78);
        Assert.Equal(Path.Combine(Folder, "de-at", "help.txt"), Text(shown, "help"));
        Assert.Contains("info.txt cannot be read (No such file or directory)", Error(shown, "info"), StringComparison.Ordinal);
        Assert.Contains("who.txt cannot be read (Too many levels of symbolic links)", Error(shown, "who"), StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void What_is_no_file_is_told_and_nobody_waits_for_it()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "de", "help.txt"));
        string pipe = Path.Combine(Folder, "de", "info.txt");
        Assert.Equal(0, Command.Run("/usr/bin/mkfifo", [pipe], []).ExitCode);
        Write($"{_list}", "a file in the place of a folder");

        JsonElement shown = Shown(78);
        Assert.Contains("help.txt cannot be read (Not a file)", Error(shown, "help"), StringComparison.Ordinal);
        Assert.Equal($"the template {pipe} cannot be read (Not a file): mend it, or take it away", Error(shown, "info"));
        Assert.Equal("built-in (de)", Text(shown, "who"));
    }

    [RootFact]
    public void One_that_the_configured_user_may_not_read_is_told_by_its_name()
    {
        string secret = Write("de/help.txt", Good);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead);

        Assert.Equal($"the template {secret} cannot be read (Permission denied): mend it, or take it away", Error(Shown(78), "help"));
    }

    [ExecutableFact]
    public void The_folder_is_a_matter_of_the_configuration()
    {
        string other = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "texts", "de")).FullName;
        File.WriteAllText(Path.Combine(other, "help.txt"), Good);
        Write("de/help.txt", "not read");
        _sandbox.Set("templates", Path.GetDirectoryName(other)!);

        Assert.Equal(Path.Combine(other, "help.txt"), Text(Shown(0), "help"));
    }

    private string Write(string path, string text)
    {
        string whole = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
        return whole;
    }

    private JsonElement Shown(int exitCode)
    {
        Result result = _sandbox.Run("show", _list, "--templates", "--json");
        Assert.True(result.ExitCode == exitCode, result.Output + result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static string? Text(JsonElement shown, string letter) => Of(shown, letter).GetProperty("text").GetString();

    private static string? Error(JsonElement shown, string letter) => Of(shown, letter).GetProperty("error").GetString();

    private static JsonElement Of(JsonElement shown, string letter) =>
        shown.GetProperty("templates").EnumerateArray().Single(template => template.GetProperty("letter").GetString() == letter);
}
