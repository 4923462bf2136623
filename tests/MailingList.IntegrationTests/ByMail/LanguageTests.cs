using System.Text;

using MailingList.IntegrationTests.Support;

using MimeKit;

using Xunit;

namespace MailingList.IntegrationTests.ByMail;

/// <summary>A list in Japanese, with people whose names, domains and programs are.</summary>
public abstract class LanguageTests(MailHost host)
{
    private const string Name = "渡辺 健";
    private const string Owner = "kanri@例え.example";
    private const string OwnerOnTheWire = "kanri@xn--r8jz45g.example";

    [MtaFact]
    public void A_list_in_Japanese_speaks_it_to_its_subscriber_and_its_owner_in_bytes_that_every_host_takes()
    {
        host.Begin();
        string list = host.NewList("kai", [Owner], "language=ja", "notify=on", "description=日本語の話をする会");
        MailUser ken = host.User("ken@nihon.example");
        ken.Write("kai-subscribe@lists.example.org", InJapanese("よろしくお願いします。"), "登録");
        MimeMessage question = ReceiveAscii(ken);
        Assert.Equal("kai への登録のご確認", question.Subject);
        Assert.Contains("日本語の話をする会", question.TextBody, StringComparison.Ordinal);

        // The whole letter comes back in the encoding that programs there have always used.
        ken.Write("kai-confirm@lists.example.org", InJapanese("はい\n\n" + Quoted(question)), "Re: " + question.Subject);
        IReadOnlyList<MimeMessage> letters = host.Letters(ken.Address, OwnerOnTheWire);
        Assert.Equal("kai へようこそ", letters[0].Subject);
        Assert.Contains("ken@nihon.example", letters[1].TextBody, StringComparison.Ordinal);
        Assert.Matches(@"\p{IsHiragana}", letters[1].TextBody!);
        Assert.Equal([ken.Address], host.Subscribers(list));

        ken.Write("kai-request@lists.example.org", InJapanese($"set name {Name}\nsettings\n"));
        question = ReceiveAscii(ken);
        Assert.Contains("    set name ...\n", question.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        ken.Reply(question);
        string results = Lines(ReceiveAscii(ken));
        Assert.Contains("> set name ...\n完了しました\n", results, StringComparison.Ordinal);
        Assert.Contains($"    name {Name}\n", results, StringComparison.Ordinal);
        Assert.Contains($"{ken.Address},{Name},", host.Sandbox.Ok("export", list).Output, StringComparison.Ordinal);
    }

    [MtaFact]
    public void Names_are_read_in_whatever_encoding_they_are_written()
    {
        host.Begin();
        string list = host.NewList("names", ["ann@names.example"]);
        (string Charset, string Name)[] names =
        [
            ("iso-8859-1", "Jürgen"), ("windows-1252", "Zoë “Z”"), ("iso-8859-15", "Œuvre"), ("windows-1251", "Пётр"), ("koi8-r", "Пётр"),
            ("shift_jis", Name), ("euc-jp", Name), ("gb2312", "张伟"), ("big5", "張偉"), ("euc-kr", "김철수"), ("utf-8", "Ørsted 🎣"),
        ];
        // Of that domain, nobody is asked once more.
        string[] users = [.. names.Select(name => $"{name.Charset}@{MailHost.Signed}")];
        host.Sandbox.Ok(["subscribe", list, .. users]);
        foreach (((string charset, string name), string user) in names.Zip(users))
        {
            var part = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
            part.SetText(CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset), $"set name {name}\n");
            host.User(user).Write("names-request@lists.example.org", new MimeMessage { Body = part });
        }

        host.Letters(users);
        string export = host.Sandbox.Ok("export", list).Output;
        Assert.All(names.Zip(users), one => Assert.Contains($"{one.Second},{one.First.Name},", export, StringComparison.Ordinal));
    }

    private MimeMessage ReceiveAscii(MailUser user)
    {
        host.Mta.WaitForCopies(1);
        Assert.All(host.Mta.Sink.Copies(), copy => Assert.True(Ascii.IsValid(copy.Message), copy.Text));
        return user.Receive();
    }

    private static string Lines(MimeMessage letter) => letter.TextBody!.ReplaceLineEndings("\n");

    private static string Quoted(MimeMessage letter) => string.Concat(Lines(letter).Split('\n').Select(line => $"> {line}\n"));

    private static MimeMessage InJapanese(string text)
    {
        var part = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.SevenBit };
        part.SetText(CodePagesEncodingProvider.Instance.GetEncoding("iso-2022-jp")!, text);
        return new MimeMessage { Body = part };
    }
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class LanguageWithPostfixTests(PostfixHost host) : LanguageTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class LanguageWithEximTests(EximHost host) : LanguageTests(host);
