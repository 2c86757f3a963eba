use yew::prelude::*;

use crate::i18n::{self, Lang};
use crate::reference::ShelvedPackage;

/// The table of packages that programs can import, with their licences.
pub fn package_table(packages: &[ShelvedPackage], lang: Lang) -> Html {
    let row = |package: &ShelvedPackage| {
        let modules = package.modules.iter().map(|name| html! { <li key={&**name}><code>{ name.clone() }</code></li> });
        html! {
            <tr key={format!("{} {}", package.name, package.version)} role="row">
                <th scope="row" role="rowheader" class="about">
                    <a href={format!("https://pypi.org/project/{}/", package.name)} rel="noreferrer noopener">
                        { package.name.clone() }
                    </a>
                    { " " }{ package.version.clone() }
                    <br />{ package.licence.clone() }
                    if let Some(requirement) = &package.chosen_by {
                        <br /><code>{ format!("# packages: {requirement}") }</code>
                    }
                </th>
                <td role="cell"><ul class="modules">{ for modules }</ul></td>
            </tr>
        }
    };
    html! {
        <>
            <p class="reference-about" id="shelf-about">{ lang.pick(
                "Packages that a program imports as if they were installed: wheels of PyPI, of pinned versions, unchanged, \
                 fetched from this site with the first program that imports them and there offline after that, with the \
                 texts of their licences. Where there are two versions of one, a line in the program chooses the older. What is compiled for a machine, such as numpy, cannot be here: this engine runs \
                 Python alone.",
                "Пакеты, которые программа импортирует, как будто они установлены: дистрибутивы с PyPI закреплённых версий, \
                 без изменений. Они загружаются с этого же сайта для первой программы, которая их импортирует, и потом \
                 доступны без сети, вместе с текстами лицензий. Где версий две, более старую выбирает строка в программе. Скомпилированных под машину пакетов, таких как numpy, здесь \
                 быть не может: этот движок выполняет только Python.",
            ) }</p>
            <table class="compared library" role="table" aria-describedby="shelf-about"
                aria-label={lang.pick("Packages", "Пакеты")}>
                <tbody role="rowgroup">
                    <tr role="row" class="section">
                        <th scope="rowgroup" role="rowheader" colspan="2">
                            { lang.pick("Packages", "Пакеты") }{ " · " }{ i18n::count(packages.len(), lang) }
                        </th>
                    </tr>
                    { for packages.iter().map(row) }
                </tbody>
            </table>
        </>
    }
}
