using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Files of subscribers, in and out.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string _list;

    public ImportTests()
    {
        _list = _sandbox.CreateList("dev", []);
    }

    public void Dispose() => _sandbox.Dispose();

    [ExecutableTheory]
    [InlineData("ann@a.example\n\n# a comment\nbob@b.example", "ann@a.example,,each,default,on,off\nbob@b.example,,each,default,on,off\n")]
    [InlineData("Ann A. <ann@a.example>\r\n\"B, Bob\" <bob@b.example>\r\n<carl@c.example>\r\n", "ann@a.example,Ann A.,each,default,on,off\nbob@b.example,\"B, Bob\",each,default,on,off\ncarl@c.example,,each,default,on,off\n")]
    [InlineData("\n\naddress,name,delivery,posting\nann@a.example,\"A, \"\"Ann\"\"\",none,allow\nbob@b.example,,,\n\n", "ann@a.example,\"A, \"\"Ann\"\"\",none,allow,on,off\nbob@b.example,,each,default,on,off\n")]
    [InlineData("Posting, Address\ndeny,ann@a.example\n", "ann@a.example,,each,deny,on,off\n")]
    [InlineData("\uFEFFaddress\nann@a.example\n", "ann@a.example,,each,default,on,off\n")]
    [InlineData("\uFEFFann@a.example\n", "ann@a.example,,each,default,on,off\n")]
    [InlineData("address,own-posts,vacation\nann@a.example,OFF,2027-01-31\nbob@b.example,on,off\ncarl@c.example,,\n", "ann@a.example,,each,default,off,2027-01-31\nbob@b.example,,each,default,on,off\ncarl@c.example,,each,default,on,off\n")]
    [InlineData("", "")]
    public void Each_form_is_read_from_a_file_and_from_standard_input(string text, string exported)
    {
        string file = Path.Combine(_sandbox.Folder, "people");
        File.WriteAllText(file, text);
        int count = exported.Count(c => c == '\n');
        Assert.Equal($"{_list}: {count} new, 0 changed, 0 unchanged, 0 removed, 0 refused\n", Quiet(_sandbox.Run("import", _list, file)));
        Assert.Equal("address,name,delivery,posting,own-posts,vacation\n" + exported, _sandbox.Ok("export", _list).Output);
        Assert.Equal($"{_list}: 0 new, 0 changed, {count} unchanged, 0 removed, 0 refused\n", Quiet(_sandbox.RunWith(text, "import", _list, "-")));
    }

    [ExecutableFact]
    public void What_a_cell_does_not_say_stays_as_it_is()
    {
        _sandbox.Ok("subscribe", _list, "Ann <ann@a.example>", "--posting", "deny", "--own-posts", "off", "--vacation", "2027-01-31");
        Assert.Contains("0 new, 1 changed, 0 unchanged", _sandbox.RunWith("address,delivery,posting\nann@a.example,none,\n", "import", _list, "-").Output, StringComparison.Ordinal);
        Assert.Equal("ann@a.example,Ann,none,deny,off,2027-01-31", _sandbox.Ok("export", _list).Lines[1]);
    }

    [ExecutableFact]
    public void Lines_that_are_refused_are_named_and_the_others_are_taken()
    {
        Result result = _sandbox.RunWith("ann@a.example\nnobody\n# comment\n\nbob@b..example\nANN@a.example\ndev@lists.example.org\nb\u0001ob@b.example\n\"carl\"@c.example", "import", _list, "-");
        Assert.Equal(65, result.ExitCode);
        Assert.Equal(
            [
                "line 2: 'nobody' has no @",
                "line 5: 'bob@b..example' has a domain that is not a domain name",
                "line 7: dev@lists.example.org cannot subscribe to itself",
                "line 8: 'bob@b.example' has a control character",
            ],
            result.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal($"{_list}: 2 new, 0 changed, 1 unchanged, 0 removed, 4 refused\n", result.Output);
    }

    [ExecutableFact]
    public void Cells_that_are_refused_are_named_by_the_line_on_which_they_stand()
    {
        Result result = _sandbox.RunWith(
            "address,name,delivery,posting\n\"\"\"a\nnn\"\"@a.example\",,,\nann@a.example,\"two\nlines\",,\nbob@b.example,,sometimes,\ncarl@c.example,,,never\nd@d.example,a,each,deny,more\ne@e.example\n",
            "import", _list, "-");
        Assert.Equal(65, result.ExitCode);
        Assert.StartsWith("line 2: '\"ann\"@a.example' has a control character\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: ann@a.example: has a control character in the name\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 6: bob@b.example: delivery 'sometimes' is none of each, none\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 7: carl@c.example: posting 'never' is none of default, allow, deny\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 8: has 5 cells where the header has 4\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(5, result.Error.Count(c => c == '\n'));
        Assert.Equal(1, _sandbox.Query("SELECT count(*) FROM subscriber"));
    }

    [ExecutableTheory]
    [InlineData("address,colour\nann@a.example,red\n", "line 1: column 'colour' is none of address, name, delivery, posting, own-posts, vacation")]
    [InlineData("address\nann@a.example\n\"quoted\"and not\nbob@b.example\n", "line 3: this is not CSV")]
    public void A_file_that_is_not_what_it_claims_changes_nothing(string text, string said)
    {
        Expect.Told(_sandbox.RunWith(text, "import", _list, "-"), 65, said);
        Assert.Equal(0, _sandbox.Query("SELECT count(*) FROM subscriber"));
    }

    [ExecutableFact]
    public void A_file_that_cannot_be_read_is_said_to_be_so()
    {
        Expect.Told(_sandbox.Run("import", _list, "/nonexistent/people.txt"), 66, "/nonexistent/people.txt cannot be read", "- < /nonexistent/people.txt");
    }

    [ExecutableFact]
    public void Nasty_names_survive_the_way_out_and_in_again()
    {
        string[] names = ["Komma, Karl", "\"quoted\"", "two  blanks", "<a@b.example>", "# no comment", "=1+1", "Ünï 🎉", "a;b", "O'Neil\\", "ends with quote\"", ","];
        for (int i = 0; i < names.Length; i++)
        {
            _sandbox.Ok("subscribe", _list, $"user{i}@a.example", "--name", names[i], "--delivery", i % 2 == 0 ? "none" : "each", "--posting", i % 3 == 0 ? "deny" : "allow",
                "--own-posts", i % 4 == 0 ? "off" : "on", "--vacation", i % 5 == 0 ? "2027-01-31" : "off");
        }

        _sandbox.Ok("subscribe", _list, "\"q,u\\\"o t\"@a.example", "a+b%c!d@a.example", "ann@bücher.example", "müller@xn--bcher-kva.example");
        string exported = _sandbox.Ok("export", _list).Output;
        _sandbox.CreateList("copy", []);
        Assert.Equal(
            $"copy@lists.example.org: {names.Length + 4} new, 0 changed, 0 unchanged, 0 removed, 0 refused\n",
            Quiet(_sandbox.RunWith(exported, "import", "copy", "-")));
        Assert.Equal(exported, _sandbox.Ok("export", "copy").Output);
        Assert.Equal(_sandbox.Ok("subscribers", _list, "--json").Output.Split('\n').Where(line => line.Contains("\"name\"", StringComparison.Ordinal)),
            _sandbox.Ok("subscribers", "copy", "--json").Output.Split('\n').Where(line => line.Contains("\"name\"", StringComparison.Ordinal)));
        Assert.Contains("unchanged, 0 removed, 0 refused", Quiet(_sandbox.RunWith(exported, "import", "copy", "-", "--sync")), StringComparison.Ordinal);
    }

    [ExecutableFact]
    public void Progress_is_shown_at_a_terminal_and_nowhere_else()
    {
        string file = Path.Combine(_sandbox.Folder, "people");
        File.WriteAllLines(file, Some.Addresses(3000));
        Result elsewhere = _sandbox.Run("import", _list, file);
        Assert.Equal($"{_list}: 3,000 new, 0 changed, 0 unchanged, 0 removed, 0 refused\n", Quiet(elsewhere));

        Result terminal = Terminal.Run(_sandbox, "", "import", _list, file);
        Assert.Equal(0, terminal.ExitCode);
        Assert.Contains("\r1,000 lines\r2,000 lines\r3,000 lines", terminal.Output, StringComparison.Ordinal);
        Assert.Contains($"{_list}: 0 new, 0 changed, 3,000 unchanged, 0 removed, 0 refused", terminal.Output, StringComparison.Ordinal);
    }

    private static string Quiet(Result result)
    {
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        return result.Output;
    }
}
