using System.Text;

using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>Codes that no local part of 64 bytes can hold (RFC 5321 section 4.5.3.1.1).</summary>
public sealed class LongCodesTests : MailTest
{
    private const string Long = "somebody.with.quite.a.long.name@department.university.example.net";

    [Fact]
    public void Stand_in_the_subject_and_the_body_and_the_answer_goes_to_confirm()
    {
        Mail.Receive(Long, Subscribe);

        SentLetter question = Mail.Letter();
        string token = TokenIn(question);
        Assert.Equal(Confirm, ReplyTo(question));
        Assert.Equal($"Please confirm your subscription to dev [confirm {token}]", question.Subject);
        Assert.DoesNotContain(token + "@", question.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_good_in_the_subject_alone()
    {
        Mail.Receive(Long, Subscribe);
        SentLetter question = Mail.Letter();

        Mail.Receive(Long, Confirm, $"AW: {question.Subject}", "Ja.\n");

        Assert.NotNull(Find(Long));
    }

    [Fact]
    public void Are_good_in_the_subject_as_other_programs_encode_it()
    {
        Set(Setting.Language, "ja");
        Mail.Receive(Long, Subscribe);
        SentLetter question = Mail.Letter();
        Assert.Contains(TokenIn(question), question.Subject, StringComparison.Ordinal);
        string word = $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(question.Subject))}?=";

        Mail.Receive(Long, Confirm, $"Re: {word}", "はい\n");

        Assert.NotNull(Find(Long));
    }

    [Fact]
    public void Are_good_in_the_body_alone()
    {
        Mail.Receive(Long, Subscribe);
        SentLetter question = Mail.Letter();

        Mail.Receive(Long, Confirm, "Yes", Quoted(question));

        Assert.NotNull(Find(Long));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Begin_where_the_local_part_would_be_longer_than_64_bytes(int length, bool fits)
    {
        string address = $"{new string('a', length)}@{new string('b', 13)}.example.net";
        Mail.Receive(address, Subscribe);

        SentLetter question = Mail.Letter();
        Assert.Equal(fits ? 64 : "dev-confirm".Length, ReplyTo(question).Split('@')[0].Length);
        Reply(question, address);
        Assert.NotNull(Find(address));
    }

    [Fact]
    public void Of_the_longest_address_are_good_in_the_body_however_it_is_folded()
    {
        string address = $"{new string('!', 64)}@{string.Join('.', Enumerable.Repeat(new string('b', 60), 3))}.example.net";
        Mail.Receive(address, Subscribe);
        SentLetter question = Mail.Letter();
        Assert.Equal("Please confirm your subscription to dev", question.Subject);
        string token = TokenIn(question);
        Assert.True(token.Length > 400);

        Mail.Receive(address, Confirm, "Re: x", string.Concat($"confirm {token}".Chunk(60).Select(line => $"> {new string(line)}\n")));

        Assert.NotNull(Find(address));
    }

    [Fact]
    public void Of_many_commands_are_good_however_the_reply_is_written()
    {
        Mail.Host.Subscribe(Bob);
        Mail.Receive(Bob, Request, body: string.Concat(Enumerable.Range(1, 7).Select(i => $"set vacation until 2027-01-{i:00}\nset name 日本日本日本{i}\n")));
        SentLetter question = Mail.Letter();
        Assert.True(TokenIn(question).Length > 600);

        Reply(question);

        Assert.Equal("日本日本日本7", Find()!.Name);
    }

    [Fact]
    public void A_list_with_a_long_name_works_too()
    {
        const string list = "a-list-with-a-rather-long-name-for-the-department@lists.example.org";
        Mail.Host.Create(list, Olga);
        Mail.Receive("a@b.example", list.Replace("@", "-subscribe@", StringComparison.Ordinal));

        SentLetter question = Mail.Letter();
        Assert.Equal(list.Replace("@", "-confirm@", StringComparison.Ordinal), ReplyTo(question));
        Reply(question, "a@b.example");

        Assert.NotNull(Find("a@b.example", list));
    }
}
