using MailingList.Store.Tests.Support;

namespace MailingList.Store.Tests;

/// <summary>What is asked for often is found by an index: a list may have a million subscribers.</summary>
public sealed class QueryPlanTests : StoreTest
{
    private string[] Plan(string sql) => [.. Rows($"EXPLAIN QUERY PLAN {sql}").Select(row => row.Split('|')[^1])];

    private void AssertUses(string index, string sql)
    {
        string[] plan = Plan(sql);
        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    // An index whose rows are all to be told may be gone through from its beginning; a table may not.
    private void AssertSearches(string index, string sql)
    {
        AssertUses(index, sql);
        Assert.DoesNotContain(Plan(sql), step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal));
    }

    // As the tables ask, with values in the place of parameters.
    private const string OfAddress = "key > 'x@a' || ' ' AND key < 'x@a' || '!' AND instr(substr(key, length('x@a') + 2), ' ') = 0";
    private const string OfDomain = "key > 'x' || '@' AND key < 'x' || 'A'";
    private const string Since = "deleted = 0 AND use <> 'answered' AND sent BETWEEN '2024-01-01T00:00:00Z' AND '2024-01-02T00:00:00Z'";

    public static TheoryData<string> Tables => ["list", "setting", "owner", "sender", "site_sender", "header_rule", "site_header_rule", "subscriber", "secret", "event", "application", "letter", "unknown"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void What_is_to_be_told_is_found_by_its_index(string table)
    {
        AssertUses($"{table}_unpublished", $"SELECT list, hash FROM {table} WHERE unpublished = 1 ORDER BY list, hash LIMIT 10");
        AssertUses($"{table}_unpublished", $"SELECT count(*) FROM {table} WHERE unpublished = 1");
        AssertSearches($"{table}_unpublished (list=? AND hash>? AND hash<?)", $"SELECT key, stamp FROM {table} WHERE list = 1 AND unpublished = 1 AND hash BETWEEN 2 AND 3");
        AssertSearches($"{table}_unpublished", $"SELECT count(*) FROM {table} WHERE unpublished = 1 AND list = 1");
    }

    [Fact]
    public void One_kind_of_those_that_only_a_later_version_knows_is_found_by_the_index_of_all_of_them()
    {
        AssertUses("unknown_unpublished", "SELECT list, hash FROM unknown WHERE unpublished = 1 AND grp = 'settings' AND kind = 'x' ORDER BY list, hash LIMIT 10");
        AssertSearches("PRIMARY KEY (list=? AND grp=? AND kind=? AND key>?)", "SELECT key FROM unknown WHERE list = 1 AND grp = 'settings' AND kind = 'x' AND key > 'k' ORDER BY key LIMIT 10");
    }

    [Fact]
    public void A_page_of_a_list_s_subscribers_is_a_range_of_the_primary_key()
    {
        AssertSearches("PRIMARY KEY (list=? AND key>?)", "SELECT key, address FROM subscriber WHERE list = 1 AND key >= '' ORDER BY key LIMIT 1000");
        AssertSearches(
            "PRIMARY KEY (list=? AND key>?)",
            """
            SELECT address FROM subscriber
            WHERE list = 1 AND key > 'a' AND deleted = 0 AND delivery = 'each' AND (vacation IS NULL OR vacation <= '2024-01-01')
            ORDER BY key LIMIT 1000
            """);
    }

    [Fact]
    public void What_happened_to_an_address_is_a_range_of_the_primary_key()
    {
        AssertSearches(
            "PRIMARY KEY (list=? AND key>? AND key<?)", $"SELECT address FROM event WHERE list = 1 AND {OfAddress} AND deleted = 0 ORDER BY key");
    }

    [Fact]
    public void Letters_are_counted_by_an_index()
    {
        AssertSearches("PRIMARY KEY (list=? AND key>? AND key<?)", $"SELECT count(*) FROM letter WHERE list = 0 AND {OfAddress} AND use = 'x' AND {Since}");
        AssertSearches(
            "PRIMARY KEY (list=? AND key>? AND key<?)",
            $"""
            SELECT count(*) FROM letter WHERE list = 0 AND {OfAddress} AND use = 'x' AND {Since}
            AND sent > (SELECT coalesce(max(sent), '') FROM letter WHERE list = 0 AND {OfAddress} AND use = 'answered' AND deleted = 0 AND sent <= '2024-01-02T00:00:00Z')
            """);
        AssertSearches("PRIMARY KEY (list=? AND key>? AND key<?)", $"SELECT count(*) FROM letter WHERE list = 0 AND {OfDomain} AND {Since}");
        AssertSearches("letter_sent (sent>? AND sent<?)", $"SELECT count(*) FROM letter WHERE {Since}");
    }

    [Theory]
    [InlineData("event")]
    [InlineData("application")]
    [InlineData("letter")]
    public void What_has_had_its_time_is_found_by_its_index(string table)
    {
        AssertSearches($"{table}_life (life<?)", $"DELETE FROM {table} WHERE life < '0'");
    }

    [Fact]
    public void What_this_host_has_still_to_do_and_what_it_did_is_found_by_an_index()
    {
        AssertSearches("outgoing_errand (errand=?)", "SELECT number, recipients, message FROM outgoing WHERE errand = 'e' ORDER BY number");
        AssertSearches("errand_done (done<?)", "DELETE FROM errand WHERE done < 1");
        AssertSearches("PRIMARY KEY (identity=?)", "SELECT 1 FROM errand WHERE identity = 'e'");
        Assert.Contains(
            Plan("SELECT errand FROM outgoing INDEXED BY outgoing_written WHERE written < 1 GROUP BY errand ORDER BY min(written), errand LIMIT 10"),
            step => step.Contains("COVERING INDEX outgoing_written (written<?)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sender")]
    [InlineData("site_sender")]
    public void What_was_said_of_senders_is_a_range_of_the_primary_key(string table)
    {
        AssertSearches("PRIMARY KEY (list=? AND key=?)", $"SELECT key, posting, note FROM {table} WHERE list = 1 AND key = 'k' AND deleted = 0");
        AssertSearches("PRIMARY KEY (list=? AND key>? AND key<?)", $"SELECT key, posting, note FROM {table} WHERE list = 1 AND key > '* ' AND key < '*!' AND deleted = 0");
    }

    [Fact]
    public void A_list_is_found_by_its_address()
    {
        AssertSearches("(key=?)", "SELECT l.list, l.address, l.list_id, l.life FROM list_name n JOIN list l ON l.list = n.id WHERE l.deleted = 0 AND n.key = 'k'");
    }

    [Fact]
    public void What_decides_about_another_host_s_version_is_found_by_primary_keys()
    {
        string[] plan = Plan(
            """
            SELECT list.floor, ours.floor, ours.life, ours.stamp, ours.unpublished FROM (SELECT 1 AS number) AS theirs
            LEFT JOIN list ON list.list = theirs.number AND list.key = ''
            LEFT JOIN subscriber AS ours ON ours.list = theirs.number AND ours.key = 'k'
            """);

        Assert.Equal(2, plan.Count(step => step.Contains("PRIMARY KEY (list=? AND key=?)", StringComparison.Ordinal)));
    }
}
